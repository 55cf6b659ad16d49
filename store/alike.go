package store

import (
	"hash/maphash"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// claim is what grouping must know of a fact: which thing it is a figure of,
// and the figure.
type claim struct {
	id, article      int64
	group            int64 // 0 none yet
	agreed           bool  // as the file has it
	voice            int64
	lang             string
	kind, unit       string
	planned          bool // a forecast or target: not the same thing as what was reached
	start, end       string
	baseStart, baseE string
	words            []string // of the subject, folded, small words left out
	exact            string   // value, upper end and total, exact
	value            float64
	low, high        float64 // what the figure may be: see bounds
	digits           int     // significant digits of the value
}

// Thresholds of likeness, from 0 to 1, chosen on the sample site and the seeds.
const (
	alikeAgreeing  = 0.45 // subjects of two equal figures
	alikeDiffering = 0.80 // subjects of two figures that differ: only a plain case may be called a contradiction
	alikeWhole     = 0.95 // the same for articles that nothing else joins
	tellingDigits  = 3    // a figure of so many digits is hardly given twice by chance
	tellingWords   = 5    // a subject of so many words names one thing
	sameText       = 0.60 // share of the shorter text's phrases that the longer one has too
)

// plainly tells how surely two claims are about the same thing by themselves:
// an equal figure of several digits for a like subject and the same days, or a
// close one for a subject of many words that are all the same. 0 is not, the
// more the better.
func (c *claim) plainly(d *claim) float64 {
	if c.start+c.end == "" || !c.fits(d) {
		return 0
	}
	if c.exact != d.exact {
		if c.article == d.article || min(len(c.words), len(d.words)) < tellingWords || !c.close(d) {
			return 0
		}
		if like := wordsAlike(c.words, d.words); like >= alikeWhole {
			return like
		}
		return 0
	}
	switch like := wordsAlike(c.words, d.words); {
	case c.digits >= tellingDigits && like >= alikeAgreeing,
		c.digits == tellingDigits-1 && like >= alikeDiffering && min(len(c.words), len(d.words)) >= tellingWords:
		return 1 + like
	case c.digits >= tellingDigits && c.lang != d.lang:
		return 1
	}
	return 0
}

// likely tells the same of claims of one article, or of two that are known to
// report of one matter: there a short figure, a rounded one, or another one
// for the very same subject is about the same thing too. Two banks each have a
// bad debt ratio; only articles of one matter can contradict one another.
func (c *claim) likely(d *claim) float64 {
	equal := c.exact == d.exact
	if !equal && c.start+c.end == "" || !c.fits(d) { // an undated figure contradicts nobody
		return 0
	}
	switch like := wordsAlike(c.words, d.words); {
	case equal && like >= alikeAgreeing:
		return 1 + like
	case equal:
		return 0
	case c.agrees(d) && like >= alikeAgreeing, like >= alikeDiffering && c.article != d.article && c.close(d):
		return like
	}
	return 0
}

// fits tells whether two claims may be of one thing but for their subjects.
func (c *claim) fits(d *claim) bool {
	if c.kind != d.kind || c.unit != d.unit || c.planned != d.planned || !samePeriod(c, d) {
		return false
	}
	return c.baseStart+c.baseE == "" || d.baseStart+d.baseE == "" || c.baseStart == d.baseStart && c.baseE == d.baseE
}

// samePeriod holds periods against one another: the same days; of two states
// as of a day, days within a fortnight, as papers print such a state for some
// days.
func samePeriod(c, d *claim) bool {
	running := func(c, d *claim) bool { // a sum from 1 January on, and the same told as of its last day
		return c.start == "" && c.end == d.end && len(d.end) == len(time.DateOnly) && d.start == d.end[:4]+"-01-01" && c.exact == d.exact
	}
	if c.start == d.start && c.end == d.end || running(c, d) || running(d, c) {
		return true
	}
	return c.start == "" && d.start == "" && c.end != "" && d.end != "" && c.exact == d.exact && near(c.end, d.end, 14)
}

// agrees tells whether two figures may be the same one, printed with different
// care: `36,26 tỷ`, `36,3 tỷ` and `hơn 36 tỷ`.
func (c *claim) agrees(d *claim) bool {
	return c.exact == d.exact || c.low <= d.high && d.low <= c.high
}

// close tells whether two figures look like two readings of one thing: the
// larger is less than a quarter above the smaller, or the digits are the same
// and the scale slipped, as where a paper prints triệu for tỷ.
func (c *claim) close(d *claim) bool {
	if c.value*d.value <= 0 {
		return false
	}
	apart := math.Abs(math.Log10(c.value / d.value))
	return apart < math.Log10(1.25) || math.Abs(apart-math.Round(apart)) < 1e-9
}

// bounds gives what a printed figure may stand for: half a unit of its last
// printed digit either way, and what its comparator leaves open.
func bounds(value, upper float64, exact, comparator string) (low, high float64) {
	slack := math.Min(lastPlace(exact)/2, math.Abs(value)/100)
	low, high = value-slack, max(value, upper)+slack
	wide := math.Abs(value)
	switch comparator {
	case "about":
		low, high = low-0.05*wide, high+0.05*wide
	case "nearly":
		low -= 0.1 * wide
	case "over":
		high += 0.1 * wide
	case "under":
		low = min(low-0.1*wide, 0)
	case "at_least":
		high = math.Inf(1)
	case "at_most":
		low = math.Inf(-1)
	case "order":
		low, high = value, 10*value
	}
	return low, high
}

// lastPlace is the worth of the last digit of an exact decimal that is not a
// closing zero of a whole number: 0.1 of 17.7, 1000 of 36000.
func lastPlace(exact string) float64 {
	digits := strings.TrimPrefix(exact, "-")
	if _, frac, ok := strings.Cut(digits, "."); ok {
		return math.Pow10(-len(frac))
	}
	return math.Pow10(len(digits) - len(strings.TrimRight(digits, "0")))
}

// significant counts the digits of an exact decimal between its outer zeros.
func significant(exact string) int {
	return len(strings.Trim(strings.NewReplacer("-", "", ".", "").Replace(exact), "0"))
}

// smallWords say nothing of which thing a subject names.
var smallWords = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(`a an and ca cac cho co cua da duoc dat in la cung nam nhung nuoc o of on so tai the to tong trong va ve with
		doanh so voi tren toan`) {
		set[w] = true
	}
	delete(set, "doanh") // doanh thu, doanh nghiệp
	return set
}()

// subjectWords cuts a subject into folded words without the small ones; of a
// subject of nothing but small words, all.
func subjectWords(subject string) []string {
	all := strings.FieldsFunc(fold(subject), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var words []string
	for _, w := range all {
		if !smallWords[w] {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return all
	}
	return words
}

// fold writes a text in small letters without marks, đ as d.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'đ' || r == 'Đ':
			return 'd'
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}

// wordsAlike is the F1 of the words two subjects share. A word made of the
// first letters of words of the other, as CNTT is of công nghệ thông tin, counts
// as these words.
func wordsAlike(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	a, b = spellOut(a, b), spellOut(b, a)
	rest, hit := slices.Clone(b), 0
	for _, w := range a {
		if i := slices.Index(rest, w); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			hit++
		}
	}
	return 2 * float64(hit) / float64(len(a)+len(b))
}

// spellOut replaces abbreviations in a, which have no vowel, by the words of b
// that they abbreviate.
func spellOut(a, b []string) []string {
	for i, w := range a {
		n := len(w) // folded words are ASCII but for foreign letters, which abbreviate nothing
		if n < 2 || n > len(b) || strings.ContainsAny(w, "aeiouy") {
			continue
		}
		for j := 0; j+n <= len(b); j++ {
			match := true
			for k := range n {
				match = match && b[j+k][0] == w[k]
			}
			if match {
				return slices.Concat(a[:i], b[j:j+n], spellOut(a[i+1:], b))
			}
		}
	}
	return a
}

// phrases is the set of a text's runs of four words, hashed and sorted; never
// nil.
func phrases(text string) []uint64 {
	words := strings.FieldsFunc(fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	set := make([]uint64, 0, len(words))
	for i := 0; i+4 <= len(words); i++ {
		set = append(set, maphash.String(phraseSeed, strings.Join(words[i:i+4], " ")))
	}
	slices.Sort(set)
	return slices.Compact(set)
}

var phraseSeed = maphash.MakeSeed()

// overlap is the share of the smaller set that the larger one has too.
func overlap(a, b []uint64) float64 {
	least := min(len(a), len(b))
	if least == 0 {
		return 0
	}
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			a, b = a[1:], b[1:]
			n++
		}
	}
	return float64(n) / float64(least)
}
