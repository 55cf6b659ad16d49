package corpus_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"solieu/corpus"
)

func TestReadSources(t *testing.T) {
	read := func(text string) ([]corpus.Source, error) {
		name := filepath.Join(t.TempDir(), "mine.toml")
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return corpus.ReadSources(name)
	}
	list, err := read("[[source]]\nid = \"bao-tinh\"\nname = \"Báo Tỉnh\"\nfeeds = [\"https://www.baotinh.vn/rss?utm_source=x\"]\n")
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if s := list[0]; s.Domain != "baotinh.vn" || s.Kind != "press" || s.Language != "vi" || s.Publisher != "Báo Tỉnh" || s.Feeds[0] != "https://www.baotinh.vn/rss" {
		t.Errorf("%+v", s)
	}
	_, err = read("[[source]]\nid = \"A b\"\nfeed = [\"x\"]\nlists = [\"ftp://ten:mat-khau@x\"]\nkind = \"blog\"\n\n[setting]\ncolour = 1\n")
	for _, word := range []string{`"source.feed"`, `"setting.colour"`, "A b", "no name", "ftp", "blog"} {
		if err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("error does not name %s: %v", word, err)
		}
	}
	if !errors.Is(err, corpus.ErrSources) || strings.Contains(err.Error(), "mat-khau") {
		t.Error(err)
	}
	if _, err := read("[[source]\n"); !errors.Is(err, corpus.ErrSources) {
		t.Error(err)
	}
}
