package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// Facts come back from their marks as they are in the gold files.
func TestMarks(t *testing.T) {
	docs, err := goldTexts("../../testdata/sample", "")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var marks, texts strings.Builder
	for i := range docs {
		m, err := marksOf(&docs[i])
		if err != nil {
			t.Fatal(err)
		}
		line, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		article, err := json.Marshal(map[string]string{"id": docs[i].Name, "text": docs[i].Text})
		if err != nil {
			t.Fatal(err)
		}
		marks.Write(append(line, '\n'))
		texts.Write(append(article, '\n'))
	}
	list := filepath.Join(dir, "articles.jsonl")
	for name, text := range map[string]string{filepath.Join(dir, marksFile): marks.String(), list: texts.String()} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := goldTexts(dir, list)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(docs) {
		t.Fatalf("%d documents, want %d", len(got), len(docs))
	}
	facts := 0
	for i := range docs {
		if len(got[i].Facts) != len(docs[i].Facts) {
			t.Fatalf("%s: %d facts, want %d", docs[i].Name, len(got[i].Facts), len(docs[i].Facts))
		}
		if got[i].Text != docs[i].Text || got[i].Options != docs[i].Options {
			t.Errorf("%s: another text, or other options: %+v, not %+v", docs[i].Name, got[i].Options, docs[i].Options)
		}
		for j, want := range docs[i].Facts {
			f := got[i].Facts[j]
			if !strings.HasSuffix(f.Before, want.Before) {
				t.Errorf("%s: before %q: %q", docs[i].Name, want.Quote, f.Before)
			}
			want.Before, f.Before = "", ""
			if !reflect.DeepEqual(f, want) {
				t.Errorf("%s: %+v\ngot %+v", docs[i].Name, want, f)
			}
			facts++
		}
	}
	if facts < 100 {
		t.Errorf("%d facts", facts)
	}

	line, _, _ := strings.Cut(marks.String(), "\n")
	if err := os.WriteFile(filepath.Join(dir, marksFile), []byte(line+"\n"+line+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := goldTexts(dir, list); err == nil || !strings.Contains(err.Error(), "stands twice") {
		t.Errorf("a document that stands twice: %v", err)
	}
	for wrong, says := range map[string]string{
		strings.Replace(line, `"value":"`, `"value":"x`, 1):               "line 1: " + docs[0].Name + ": fact 1: ",
		strings.Replace(line, `"published_on":"`, `"published_on":"0`, 1): "line 1: " + docs[0].Name + ": published_on",
	} {
		if err := os.WriteFile(filepath.Join(dir, marksFile), []byte(wrong), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := goldTexts(dir, list); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %s", err, says)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, marksFile), []byte(marks.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ texts, says string }{
		"no file": {"", "--texts"},
		"missing": {`{"id": "x", "text": "y"}`, "has no text"},
		"another": {strings.ReplaceAll(texts.String(), "đ", "d") + texts.String(), "another text"},
		"no list": {"[", "line 1"},
	} {
		file := ""
		if c.texts != "" {
			file = filepath.Join(dir, "other.jsonl")
			if err := os.WriteFile(file, []byte(c.texts), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := goldTexts(dir, file); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
