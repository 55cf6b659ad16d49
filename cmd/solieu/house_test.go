package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// The floors of the house: no stage knows another, store knows the types it
// keeps, and only this command knows the whole way.
func TestStagesDoNotMeet(t *testing.T) {
	may := map[string][]string{
		"corpus":    nil,
		"extract":   nil,
		"normalize": nil,
		"store":     {"corpus", "extract", "normalize"},
	}
	out, err := exec.Command("go", "list", "-tags", "sqlite_fts5", "-f", `{{.ImportPath}}: {{join .Imports " "}}`, "solieu/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	stage := func(path string) string {
		name, _, _ := strings.Cut(strings.TrimPrefix(path, "solieu/"), "/")
		return name
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		pkg, imports, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if pkg == "solieu" {
			t.Error("Go files at the root")
		}
		from := stage(pkg)
		allowed, isStage := may[from]
		if !isStage {
			continue
		}
		seen[from] = true
		for _, path := range strings.Fields(imports) {
			if to := stage(path); strings.HasPrefix(path, "solieu/") && to != from && !slices.Contains(allowed, to) {
				t.Errorf("%s imports %s", pkg, path)
			}
		}
	}
	for name := range may {
		if !seen[name] {
			t.Errorf("no package %s was looked at", name)
		}
	}
}
