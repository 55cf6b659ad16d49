package normalize

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"solieu/normalize/date"
	"solieu/normalize/sense"
	"solieu/normalize/token"
)

// tokenOf is the first token of the words, which the text has.
func tokenOf(t *testing.T, d *document, words string) int32 {
	t.Helper()
	at := strings.Index(d.text, words)
	for i, tok := range d.toks {
		if at >= 0 && int(tok.Start) == at {
			return int32(i)
		}
	}
	t.Fatalf("no %q in %q", words, d.text)
	return 0
}

func TestSenses(t *testing.T) {
	var d document
	day, err := date.ParseDay("2025-09-10")
	if err != nil {
		t.Fatal(err)
	}
	d.read("Cầu mới\n\nNgày 3/9, ngư dân Đắk Nông trục vớt 12 tấn cà phê, tổng mức đầu tư bến là 4 tỷ đồng, gần 3 bệnh viện.\n", Options{Date: day})
	for _, c := range []struct {
		words string
		want  sense.Sense
	}{
		{"Ngày", senseTime}, {"ngư dân", sense.People}, {"Đắk Nông", sense.Place}, {"trục vớt", sense.Verb},
		{"12", senseQuantity}, {"tấn", senseQuantity}, {"bệnh viện", sense.Thing}, {"cà phê", sense.Goods}, {"tổng mức đầu tư", sense.Money}, {",", sense.Mark},
	} {
		i := tokenOf(t, &d, c.words)
		if got := d.senseOf(i); got != c.want {
			t.Errorf("%s: sense %d, want %d", c.words, got, c.want)
		}
		if !d.opensMeaning(i) {
			t.Errorf("%s: no word begins there", c.words)
		}
	}
	fish := tokenOf(t, &d, "cà phê")
	if d.opensMeaning(fish+1) || d.senseOf(fish+1) != sense.Goods {
		t.Error("phê: is a word of its own")
	}
	if got := d.senseBefore(fish); got != senseQuantity {
		t.Errorf("before cà phê: sense %d", got)
	}
	if got := d.senseAfter(fish); got != sense.Mark {
		t.Errorf("after cà phê: sense %d", got)
	}
	if d.senseOf(-1) != senseOutside || d.senseOf(int32(len(d.toks))) != senseOutside {
		t.Error("a sense outside the text")
	}
	run := trange{tokenOf(t, &d, "tổng mức đầu tư"), tokenOf(t, &d, "là")}
	if got := d.sensesIn(run).parts(); got != 3 { // a measure, and whose it is
		t.Errorf("parts of tổng mức đầu tư bến: %b", got)
	}
}

// A verb that the lexicon does not list ends a noun phrase; one inside a name,
// a time or a word that the lexicon keeps whole does not, and none in English.
func TestVerbsOfTheTable(t *testing.T) {
	for _, line := range lexicon {
		if strings.Contains(", "+line.vi+", ", ", trục vớt, ") {
			t.Fatal("trục vớt is in the lexicon: take another verb")
		}
	}
	var d document
	d.read("Cảng trục vớt 12 tấn hàng. Công ty Trục Vớt đạt 3 tỷ đồng. Trường trung cấp có 5 nghề.\n", Options{})
	i := tokenOf(t, &d, "trục vớt")
	if d.cls[i] != cVerb || !d.head[i] || d.cls[i+1] != cVerb || d.head[i+1] {
		t.Errorf("trục vớt: class %b %b", d.cls[i], d.cls[i+1])
	}
	if i = tokenOf(t, &d, "Trục Vớt"); d.cls[i] != 0 {
		t.Errorf("Công ty Trục Vớt: class %b", d.cls[i])
	}
	if i = tokenOf(t, &d, "trung cấp"); d.cls[i] != 0 || d.cls[i+1] != 0 {
		t.Errorf("trung cấp: class %b %b", d.cls[i], d.cls[i+1])
	}
	d.read("The port closed after it shipped 12 tons of rice in the year.\n", Options{Lang: "en"})
	i = tokenOf(t, &d, "closed")
	if d.senseOf(i) != sense.Verb || d.cls[i] != 0 {
		t.Errorf("closed: sense %d, class %b", d.senseOf(i), d.cls[i])
	}
}

// Every token of a sentence with a figure is cut by both tables, the first one
// opens a word of each, and no word reaches over the end of a figure.
func TestWordsAreWhole(t *testing.T) {
	files, err := filepath.Glob("../testdata/gold/texts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no texts", err)
	}
	var d document
	for _, file := range files[:min(len(files), 60)] {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d.read(norm.NFC.String(string(b)), Options{})
		for _, sn := range d.sents {
			if sn.q0 == sn.q1 {
				continue
			}
			if d.kinds[sn.from]&opens == 0 || d.means[sn.from]&opensSense == 0 {
				t.Errorf("%s: a sentence begins inside a word", file)
			}
			for i := sn.from; i < sn.to; i++ {
				if d.kinds[i] == 0 {
					t.Fatalf("%s: token %d is not cut", file, i)
				}
				if i > sn.from && d.means[i]&opensSense == 0 && d.owner[i] != d.owner[i-1] {
					t.Errorf("%s: %q reaches over a figure", file, d.toks[i].Text(d.text))
				}
			}
		}
	}
}

// roleless looks back as far as a phrase of the lexicon may begin.
func TestLexiconPhrasesAreShort(t *testing.T) {
	for _, line := range lexicon {
		for p := range strings.SplitSeq(line.vi+", "+line.en, ", ") {
			if n := len(token.Words(p)); n > maxLexicon {
				t.Errorf("%q has %d tokens, more than maxLexicon", p, n)
			}
		}
	}
}
