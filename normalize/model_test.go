package normalize

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// Every family of features has a hash of its own.
func TestFamilies(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	named := regexp.MustCompile(`\bfeat\("([^"]*)"`)
	seen := map[uint32]string{}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllSubmatch(src, -1) {
			name := string(m[1])
			if other, ok := seen[familyHash(name)]; ok && other != name {
				t.Errorf("%q and %q hash alike", name, other)
			}
			seen[familyHash(name)] = name
		}
	}
	if len(seen) < 50 {
		t.Fatalf("found only %d families", len(seen))
	}
}
