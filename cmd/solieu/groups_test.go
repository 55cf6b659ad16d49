package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The groups a reader would make of the sample site's articles and of the five
// seed articles, by the figures in them. A group has to hold at least these
// quotes, across these many articles and voices.
func TestGroupsOfArticles(t *testing.T) {
	for _, set := range []struct {
		manifest string
		groups   []string // quotes, with ! before one that differs; articles; voices
	}{
		{"../../testdata/sample/docs.jsonl", []string{
			"44,7 tỷ USD; US$44.7 billion; !45,1 tỷ USD / 5 / 4",
			"18,2%; 18.2% / 4 / 3",
			"gần 39,6 tỷ USD; nearly $39.6 billion / 3 / 2",
			"3,38% / 2 / 2",
			"3,55 tỷ USD / 2 / 2",
			"7 triệu tấn / 2 / 2",
			"28,54 tỷ USD; $28.54 billion / 2 / 2",
			"126,3 tỷ USD / 2 / 1",
		}},
		{"../../../shared/gold/docs.jsonl", []string{
			"gần 36,3 tỷ USD; gần 36,3 tỉ USD / 2 / 2",
			"17,7% / 2 / 2",
			"31 tỷ USD; 31 tỉ USD / 2 / 2",
			"hơn 12.900 tỷ đồng; hơn 12.900 tỉ đồng / 2 / 2",
			"gần 26,8 triệu giao dịch / 2 / 2",
		}},
	} {
		t.Run(filepath.Base(filepath.Dir(set.manifest)), func(t *testing.T) {
			if _, err := os.Stat(set.manifest); err != nil {
				t.Skip(err)
			}
			db := filepath.Join(t.TempDir(), "g.db")
			var out, errs bytes.Buffer
			if code := run(t.Context(), []string{"import", "--db", db, "--manifest", set.manifest}, strings.NewReader(""), &out, &errs); code != 0 {
				t.Fatal(errs.String())
			}
			if code := run(t.Context(), []string{"facts", "--groups", "--db", db}, strings.NewReader(""), &out, &errs); code != 0 {
				t.Fatal(errs.String())
			}
			groups := strings.Split(out.String(), "\n\n")
		next:
			for _, want := range set.groups {
				parts := strings.Split(want, " / ")
				for _, g := range groups {
					if !strings.Contains(g, parts[1]+" articles, "+parts[2]+" voices") {
						continue
					}
					all := true
					for _, q := range strings.Split(parts[0], "; ") {
						sign := "agrees   "
						if strings.HasPrefix(q, "!") {
							sign, q = "DIFFERS  ", q[1:]
						}
						all = all && strings.Contains(g, sign+q+"  [")
					}
					if all {
						continue next
					}
				}
				t.Errorf("no group %s in\n%s", want, out.String())
			}
		})
	}
}
