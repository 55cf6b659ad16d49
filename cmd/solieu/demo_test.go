package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"path/filepath"

	"solieu/corpus/sample"
)

// Loopback is refused until it is allowed; then what was refused is fetched
// without being added again, and once more is nothing new.
func TestPrivateAddresses(t *testing.T) {
	site, err := sample.Start(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	db := filepath.Join(t.TempDir(), "a.db")
	solieu := func(want int, args ...string) (string, string) {
		t.Helper()
		var out, errs bytes.Buffer
		if code := run(context.Background(), append(args, "--db", db), strings.NewReader(""), &out, &errs); code != want {
			t.Fatalf("solieu %s: exit %d, want %d\n%s", strings.Join(args, " "), code, want, &errs)
		}
		return out.String(), errs.String()
	}
	states := func() map[string]int {
		out, _ := solieu(exitDone, "status", "--json")
		n := map[string]int{}
		for line := range strings.Lines(out) {
			var row struct{ State string }
			if err := json.Unmarshal([]byte(line), &row); err != nil {
				t.Fatal(err)
			}
			n[row.State]++
		}
		return n
	}
	seeds := site.Seeds()
	solieu(exitDone, append([]string{"add"}, seeds...)...)
	_, talk := solieu(exitFailed, "crawl", "--delay", "1ms")
	if !strings.Contains(talk, "private address") || states()["refused"] != len(seeds) {
		t.Errorf("refused %d of %d\n%s", states()["refused"], len(seeds), talk)
	}
	if _, talk = solieu(exitDone, "crawl", "--delay", "1ms", "--allow-private"); !strings.Contains(talk, "16 articles new or changed") {
		t.Error(talk)
	}
	if n := states(); n["due"] != 0 || n["refused"] != 1 || n["gone"] != 2 { // by robots.txt; 404 and 410
		t.Errorf("states %v", n)
	}
	if _, talk = solieu(exitDone, "crawl", "--delay", "1ms", "--allow-private"); !strings.Contains(talk, "0 articles new or changed, 0 new facts") {
		t.Error(talk)
	}
}
