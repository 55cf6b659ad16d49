package normalize

import (
	"os"
	"path/filepath"
	"testing"
)

// crowded names each fact by the candidate of most runs.
type crowded struct{ most *int }

func (c crowded) mention(*work, int) (bool, bool) { return true, true }
func (c crowded) subject(w *work, q int) {
	for i := range w.subs {
		if s := w.subs[i].s; s.n > w.done[q].subject.n || s.n == w.done[q].subject.n && s.base > w.done[q].subject.base {
			w.done[q].subject = s
		}
	}
	*c.most = max(*c.most, int(w.done[q].subject.base))
}
func (crowded) kind(*work, int)     {}
func (crowded) period(*work, int)   {}
func (crowded) status(*work, int)   {}
func (crowded) baseline(*work, int) {}
func (crowded) source(*work, int)   {}

// A subject put together of as many runs as it has room for, all of them
// taken over, is taken over in its turn without harm.
func TestCrowdedSubjects(t *testing.T) {
	most := 0
	w := &work{m: learned()}
	for _, text := range goldTexts(t) {
		w.read(text, Options{})
		w.decide(crowded{&most})
	}
	if want := len(subject{}.runs); most != want {
		t.Errorf("at most %d runs taken over, not %d: nothing was tried", most, want)
	}
}

// goldTexts are the articles of our own gold.
func goldTexts(t *testing.T) (texts []string) {
	files, err := filepath.Glob("../testdata/gold/texts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	return texts
}

// The verb of the next figure is no part of a subject.
func TestSubjectEnds(t *testing.T) {
	for _, f := range Facts("Có 1.200 doanh nghiệp thành lập mới, giảm 5,1%; 800 doanh nghiệp giải thể, gấp 1,5 lần cùng kỳ.", Options{}) {
		switch f.Subject {
		case "doanh nghiệp thành lập mới", "doanh nghiệp giải thể":
		default:
			t.Errorf("%s: %s", f.Quote, f.Subject)
		}
	}
}
