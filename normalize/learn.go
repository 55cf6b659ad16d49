package normalize

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"solieu/normalize/date"
	"solieu/normalize/decimal"
)

// GoldFact is one line of a gold file (GUIDELINES.md, "The fields").
type GoldFact struct {
	Doc              string  `json:"doc"`
	Quote            string  `json:"quote"`
	Before           string  `json:"before"`
	Kind             string  `json:"kind"`
	Value            string  `json:"value"`
	ValueHigh        *string `json:"value_high"`
	OfTotal          *string `json:"of_total"`
	Unit             *string `json:"unit"`
	Comparator       string  `json:"comparator"`
	Subject          string  `json:"subject"`
	Period           *string `json:"period"`
	PeriodInSentence bool    `json:"period_in_sentence"`
	Baseline         *string `json:"baseline"`
	Basis            *string `json:"basis"`
	Status           string  `json:"status"`
	AttributedTo     *string `json:"attributed_to"`
}

// GoldDoc is a text with the facts a careful reader found in it.
type GoldDoc struct {
	Name    string
	Text    string // NFC, as Facts gets it
	Options Options
	Facts   []GoldFact
}

// letters keeps the letters and digits of s in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func core(quote string) int {
	if i := strings.IndexAny(quote, "0123456789"); i >= 0 {
		return i
	}
	return 0
}

func lastRunes(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

func firstRunes(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// align finds for each gold fact the quantity that stands at its place, -1
// where none does.
func align(w *work, gold []GoldFact) []int {
	type key struct{ left, num []rune }
	keys := make([]key, len(w.qs))
	for i, q := range w.qs {
		at := q.Start + core(w.text[q.Start:q.End])
		left := lastRunes(w.text[:at], 60)
		keys[i] = key{[]rune(lastRunes(letters(left), 16)), []rune(letters(firstRunes(w.text[at:], 48)))}
	}
	used := make([]bool, len(w.qs))
	out := make([]int, len(gold))
	for gi, g := range gold {
		quote := norm.NFC.String(g.Quote)
		at := core(quote)
		left := []rune(lastRunes(letters(norm.NFC.String(g.Before)+quote[:at]), 16))
		num := []rune(letters(quote[at:]))
		best, bestSame := -1, -1
		for i, k := range keys {
			n := min(len(k.num), len(num))
			if used[i] || n == 0 || string(k.num[:n]) != string(num[:n]) {
				continue
			}
			m := min(len(left), len(k.left), 16)
			same := 0
			for same < m && left[len(left)-1-same] == k.left[len(k.left)-1-same] {
				same++
			}
			if same < min(m, 6) {
				continue
			}
			if same > bestSame {
				best, bestSame = i, same
			}
		}
		if best >= 0 {
			used[best] = true
		}
		out[gi] = best
	}
	return out
}

func subjectWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(norm.NFC.String(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '_'
	})
}

// tokenF1 is the harmonic mean of precision and recall over words as multisets.
func tokenF1(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		if len(a) == len(b) {
			return 1
		}
		return 0
	}
	rest := map[string]int{}
	for _, w := range b {
		rest[w]++
	}
	hit := 0
	for _, w := range a {
		if rest[w] > 0 {
			rest[w]--
			hit++
		}
	}
	if hit == 0 {
		return 0
	}
	p, r := float64(hit)/float64(len(a)), float64(hit)/float64(len(b))
	return 2 * p * r / (p + r)
}

// parseSpan reads `START/END` with `..` for an open end.
func parseSpan(s *string) span {
	if s == nil {
		return noSpan
	}
	from, to, _ := strings.Cut(*s, "/")
	return span{parseEnd(from), parseEnd(to)}
}

func parseEnd(s string) date.DayNum {
	d, err := date.ParseDay(s)
	if err != nil {
		return date.None
	}
	return d
}

func indexOf(names []string, s string) int {
	for i, n := range names {
		if n == s {
			return i
		}
	}
	return 0
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// example is one decision with the candidates that gold calls right.
type example struct {
	c      candidates
	right  []float32 // target share of each candidate; sums to 1
	weight float32
	doc    int32
}

// goldTeacher answers from gold and writes down what there is to learn.
type goldTeacher struct {
	gold     []GoldFact
	of       []int // quantity to gold fact, -1
	examples *[]example
	miss     *[numParts]int // decisions whose right answer is no candidate
	doc      int32
	force    bool // go on from gold's answers rather than the model's own
}

func newTeacher(w *work, d GoldDoc, ex *[]example, miss *[numParts]int, force bool) *goldTeacher {
	t := &goldTeacher{gold: d.Facts, of: make([]int, len(w.qs)), examples: ex, miss: miss, force: force}
	for i := range t.of {
		t.of[i] = -1
	}
	for gi, q := range align(w, d.Facts) {
		if q >= 0 {
			t.of[q] = gi
		}
	}
	return t
}

func (t *goldTeacher) learn(w *work, right []float32, weight float32) bool {
	sum := float32(0)
	for _, r := range right {
		sum += r
	}
	if sum == 0 {
		return false
	}
	for i := range right {
		right[i] /= sum
	}
	*t.examples = append(*t.examples, example{w.c.clone(), right, weight, t.doc})
	return true
}

func (t *goldTeacher) choose(w *work, n, right int, weight float32) {
	share := make([]float32, n)
	share[right] = 1
	t.learn(w, share, weight)
}

func (t *goldTeacher) mention(w *work, q int) (bool, bool) {
	fact := t.of[q] >= 0
	t.choose(w, 2, int(bit(fact)), 1)
	return fact, true
}

func (t *goldTeacher) kind(w *work, q int) {
	g := &t.gold[t.of[q]]
	out := outLevel
	switch g.Kind {
	case "change":
		out = outUp
		if strings.HasPrefix(g.Value, "-") {
			out = outDown
		}
	case "ratio":
		out = outRatio
	case "rank":
		out = outRank
	}
	t.choose(w, numKinds, out, 1)
	w.setKind(q, out)
}

func (t *goldTeacher) subject(w *work, q int) {
	g := &t.gold[t.of[q]]
	want := subjectWords(g.Subject)
	f := make([]float32, len(w.subs))
	best := -1
	for i := range w.subs {
		f[i] = float32(tokenF1(subjectWords(w.subjectText(w.subs[i].s, q)), want))
		if best < 0 || f[i] > f[best] {
			best = i
		}
	}
	if best < 0 || f[best] < 0.5 {
		t.miss[partSubject]++
		if t.force {
			if best >= 0 {
				w.done[q].subject, w.done[q].shape = w.subs[best].s, w.subs[best].shape
			}
		}
		return
	}
	right := make([]float32, len(f))
	for i := range f {
		if f[i] >= 0.5 {
			x := f[i] - f[best] + 0.6
			right[i] = x * x * x
		}
	}
	t.learn(w, right, 1)
	if t.force {
		w.done[q].subject, w.done[q].shape = w.subs[best].s, w.subs[best].shape
	}
}

func (t *goldTeacher) period(w *work, q int) {
	g := &t.gold[t.of[q]]
	want := parseSpan(g.Period)
	right := make([]float32, len(w.pers))
	best := -1
	for i := range w.pers {
		if w.pers[i].span == want {
			right[i] = 1
			if best < 0 || w.pers[best].t < 0 && w.pers[i].t >= 0 {
				best = i
			}
		}
	}
	weight := float32(1)
	if !g.PeriodInSentence {
		weight = 0.3
	}
	if !t.learn(w, right, weight) && g.PeriodInSentence {
		t.miss[partPeriod]++
	}
	if t.force {
		if best >= 0 {
			w.setPeriod(q, best)
		} else {
			w.done[q].period, w.done[q].ptime, w.done[q].pform = want, -1, formNone
		}
	}
}

func (t *goldTeacher) status(w *work, q int) {
	g := &t.gold[t.of[q]]
	right := indexOf(statusNames[:], g.Status)
	t.choose(w, len(statusNames), right, 1)
	if t.force {
		w.done[q].status = uint8(right)
	}
}

func (t *goldTeacher) baseline(w *work, q int) {
	g := &t.gold[t.of[q]]
	want, basis := parseSpan(g.Baseline), uint8(indexOf(basisNames[:], str(g.Basis)))
	right := make([]float32, len(w.bases))
	for i := range w.bases {
		b := &w.bases[i]
		if b.basis == basis && (b.span == want || want == noSpan && basis != basisNone) {
			right[i] = 1
		}
	}
	if !t.learn(w, right, 1) {
		t.miss[partBase]++
	}
	if t.force {
		w.done[q].base, w.done[q].basis = want, basis
	}
}

func (t *goldTeacher) source(w *work, q int) {
	g := &t.gold[t.of[q]]
	right := make([]float32, len(w.says))
	best := 0
	if g.AttributedTo == nil {
		right[0] = 1
		t.learn(w, right, 0.4)
	} else {
		want := subjectWords(*g.AttributedTo)
		top := 0.0
		for i := range w.says {
			r := w.says[i].r
			if r.len() == 0 {
				continue
			}
			f := tokenF1(subjectWords(w.text[w.toks[r.from].Start:w.toks[r.to-1].End]), want)
			if f >= 0.5 {
				right[i] = float32(f * f * f * f)
			}
			if f > top {
				top, best = f, i
			}
		}
		t.learn(w, right, 1)
	}
	if t.force {
		w.done[q].source = w.says[best].r
	}
}

// fit trains a model on examples by stochastic gradient descent (AdaGrad) on
// the log loss of the softmax, with weight decay. It is deterministic.
func fit(examples []example, epochs int, rate, decay float32) *model {
	m := newModel()
	mean := make([]float32, len(m.w))
	g2 := make([]float32, len(m.w))
	rng := rand.New(rand.NewPCG(1, 2))
	order := rng.Perm(len(examples))
	var p []float64
	const mask = 1<<modelBits - 1
	// a feature that fewer documents than learnDocs show says more of them than of the language
	seen, docs := make([]int32, len(m.w)), make([]uint8, len(m.w))
	for i := range examples {
		for _, fs := range [2][]feature{examples[i].c.feats, examples[i].c.shared} {
			for _, f := range fs {
				if k := f & mask; seen[k] != examples[i].doc && docs[k] < learnDocs {
					seen[k] = examples[i].doc
					docs[k]++
				}
			}
		}
	}
	step := func(fs []feature, g, lr float32) {
		if g < 1e-4 && g > -1e-4 {
			return
		}
		for _, f := range fs {
			k := f & mask
			if docs[k] < learnDocs {
				continue
			}
			g2[k] += g * g
			m.w[k] -= lr * g / (0.1 + float32(math.Sqrt(float64(g2[k]))))
		}
	}
	var scores, groups []float32
	for epoch := range epochs {
		lr := rate * (1 - 0.8*float32(epoch)/float32(epochs))
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, e := range order {
			ex := &examples[e]
			c := &ex.c
			scores = m.scores(scores[:0], c)
			p = p[:0]
			top := math.Inf(-1)
			for _, s := range scores {
				p = append(p, float64(s))
				top = max(top, float64(s))
			}
			sum := 0.0
			for i := range p {
				p[i] = math.Exp(p[i] - top)
				sum += p[i]
			}
			// a right set is satisfied by any of its members
			inRight := 0.0
			for i := range p {
				p[i] /= sum
				if ex.right[i] > 0 {
					inRight += p[i]
				}
			}
			groups = append(groups[:0], make([]float32, len(c.sends))...)
			for i := range p {
				want := 0.0
				if ex.right[i] > 0 {
					want = 0.35*float64(ex.right[i]) + 0.65*p[i]/max(inRight, 1e-9)
				}
				d := float32(p[i]-want) * ex.weight
				if g := c.group[i]; g >= 0 {
					groups[g] += d
				}
				step(c.of(i), d, lr)
			}
			for g := range groups {
				step(c.ofGroup(g), groups[g], lr)
			}
		}
		for k := range m.w {
			if m.w[k] != 0 {
				m.w[k] *= 1 - decay
				mean[k] += m.w[k] / float32(epochs)
			}
		}
	}
	m.w = mean
	return m
}

// collect goes through the documents with a teacher and returns the examples.
func collect(docs []GoldDoc, m *model, force bool) (ex []example, miss [numParts]int, missed int) {
	w := &work{m: m}
	for i, d := range docs {
		w.read(d.Text, d.Options)
		t := newTeacher(w, d, &ex, &miss, force)
		t.doc = int32(i) + 1
		for _, q := range align(w, d.Facts) {
			if q < 0 {
				missed++
			}
		}
		w.decide(t)
	}
	return
}

// Score counts what a model got right over documents (GUIDELINES.md; the rules
// of matching are those of the reference scorer).
type Score struct {
	Gold, Predicted, Mention, Figure, Fact int
	Field                                  map[string]int
	Reliability                            [10][2]int // by tenth of confidence: facts said, facts right
}

// F1 of a count of right facts.
func (s *Score) F1(right int) float64 {
	if s.Gold+s.Predicted == 0 {
		return 0
	}
	return 2 * float64(right) / float64(s.Gold+s.Predicted)
}

func (s *Score) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "gold %d predicted %d mention %.3f figure %.3f fact %.3f |", s.Gold, s.Predicted, s.F1(s.Mention), s.F1(s.Figure), s.F1(s.Fact))
	for _, f := range []string{"value", "unit", "comparator", "kind", "subject", "period", "baseline", "basis", "status", "attributed_to"} {
		fmt.Fprintf(&b, " %s %.3f", f, float64(s.Field[f])/float64(max(s.Mention, 1)))
	}
	return b.String()
}

// Learning is what Learn found.
type Learning struct {
	Weights []byte // the file weights.bin
	Held    Score  // cross-validated: each document scored by a model that never saw it
	Trained Score  // the final model over the documents it was trained on
}

// Learn trains the model of the facts step on gold documents and tells, by
// cross-validation over documents in the given number of folds, what it is
// worth on others; extra documents are learned from in every fold and never
// scored. The same documents give the same bytes. log gets a line a
// step; wrong, where not nil, is called with every fact that is not right.
func Learn(docs, extra []GoldDoc, folds int, log io.Writer, wrong func(doc, field, gold, got string)) (*Learning, error) {
	var calib []calibration
	out := &Learning{}
	train := func(docs []GoldDoc) *model {
		ex, miss, missed := collect(docs, newModel(), true)
		// Once more, going on from a model's own answers, right or wrong, as it will have to:
		// those of a model that has not seen the document.
		var own []example
		for part := range learnParts {
			var rest []example
			var held []GoldDoc
			for i := range docs {
				if i%learnParts == part {
					held = append(held, docs[i])
				}
			}
			for i := range ex {
				if int(ex[i].doc-1)%learnParts != part {
					rest = append(rest, ex[i])
				}
			}
			e, _, _ := collect(held, fit(rest, learnEpochs, learnRate, learnDecay), false)
			for i := range e {
				e[i].doc = (e[i].doc-1)*learnParts + int32(part) + 1
			}
			own = append(own, e...)
		}
		m := fit(append(ex, own...), learnEpochs, learnRate, learnDecay)
		fmt.Fprintf(log, "%d documents, %d decisions; no right candidate: mention %d, subject %d, period %d, baseline %d\n",
			len(docs), len(ex), missed, miss[partSubject], miss[partPeriod], miss[partBase])
		return m
	}
	for f := range folds {
		in, held := slices.Clone(extra), []GoldDoc(nil)
		for i, d := range docs {
			if i%folds == f {
				held = append(held, d)
			} else {
				in = append(in, d)
			}
		}
		m := train(in)
		for _, d := range held {
			scoreDoc(m, d, &out.Held, &calib, wrong)
		}
		fmt.Fprintln(log, "fold", f+1, out.Held.String())
	}
	m := train(append(slices.Clone(extra), docs...))
	m.calibrate(calib)
	for i := range calib {
		c := &calib[i]
		bin := min(int(m.trust(c.p)*10), 9)
		out.Held.Reliability[bin][0]++
		out.Held.Reliability[bin][1] += int(bit(c.right))
	}
	for _, d := range docs {
		scoreDoc(m, d, &out.Trained, nil, nil)
	}
	var b bytes.Buffer
	if err := m.write(&b); err != nil {
		return nil, err
	}
	out.Weights = b.Bytes()
	return out, nil
}

const (
	learnDocs   = 3
	learnParts  = 4
	learnEpochs = 10
	learnRate   = 0.1
	learnDecay  = 0.15
)

func sameDecimal(a decimal.Decimal, has bool, gold *string) bool {
	if gold == nil || *gold == "" {
		return !has
	}
	if !has {
		return false
	}
	g, err := decimal.Parse(*gold)
	return err == nil && a.Cmp(g) == 0
}

// sameUnit: for counted nouns the head word is enough.
func sameUnit(g, p string) bool {
	if g == p || (g == "a" || g == "{tuổi}") && (p == "a" || p == "{tuổi}") {
		return true
	}
	if g == "" || p == "" {
		return false
	}
	gs, ps := strings.SplitN(g, "/", 2), strings.SplitN(p, "/", 2)
	if len(gs) != len(ps) || len(gs) == 2 && gs[1] != ps[1] {
		gs, ps = []string{g}, []string{p}
	}
	if strings.HasPrefix(gs[0], "{") && strings.HasPrefix(ps[0], "{") {
		a, b := subjectWords(gs[0]), subjectWords(ps[0])
		if len(a) == 0 || len(b) == 0 {
			return false
		}
		return a[0] == b[0] || a[len(a)-1] == b[len(b)-1]
	}
	return gs[0] == ps[0]
}

func scoreDoc(m *model, d GoldDoc, s *Score, calib *[]calibration, wrong func(doc, field, gold, got string)) {
	w := &work{m: m}
	w.read(d.Text, d.Options)
	w.decide(nil)
	facts := w.facts()
	if s.Field == nil {
		s.Field = map[string]int{}
	}
	s.Gold += len(d.Facts)
	s.Predicted += len(facts)
	// the facts of the quantities
	idx := make([]int, len(w.done))
	n := 0
	for q := range w.done {
		idx[q] = -1
		if w.done[q].isFact {
			idx[q] = n
			n++
		}
	}
	goldOf := make([]int, len(w.done))
	for i := range goldOf {
		goldOf[i] = -1
	}
	al := align(w, d.Facts)
	for gi, q := range al {
		if q >= 0 {
			goldOf[q] = gi
		}
		if (q < 0 || idx[q] < 0) && wrong != nil {
			wrong(d.Name, "mention", lastRunes(d.Facts[gi].Before, 30)+"["+d.Facts[gi].Quote+"]", fmt.Sprint(q))
		}
	}
	for q := range w.done {
		if idx[q] < 0 {
			continue
		}
		f := &facts[idx[q]]
		c := calibration{p: w.done[q].p}
		if goldOf[q] < 0 {
			if wrong != nil {
				wrong(d.Name, "extra", "", lastRunes(w.text[:w.qs[q].Start], 40)+"["+f.Quote+"]"+firstRunes(w.text[w.qs[q].End:], 20))
			}
			if calib != nil {
				*calib = append(*calib, c)
			}
			continue
		}
		g := &d.Facts[goldOf[q]]
		s.Mention++
		ok := map[string]bool{}
		gv := g.Value
		ok["value"] = sameDecimal(f.Value, true, &gv) && sameDecimal(f.High, f.HasHigh, g.ValueHigh) && sameDecimal(f.Total, f.HasTotal, g.OfTotal)
		ok["unit"] = sameUnit(str(g.Unit), f.Unit)
		ok["comparator"] = g.Comparator == f.Comparator
		ok["kind"] = g.Kind == f.Kind
		ok["subject"] = tokenF1(subjectWords(g.Subject), subjectWords(f.Subject)) >= 0.5
		ok["period"] = !g.PeriodInSentence || parseSpan(g.Period) == w.done[q].period
		ok["baseline"] = g.Baseline == nil && g.Basis != nil || parseSpan(g.Baseline) == w.done[q].base
		ok["basis"] = str(g.Basis) == f.Basis
		ok["status"] = g.Status == f.Status
		ok["attributed_to"] = g.AttributedTo == nil || tokenF1(subjectWords(*g.AttributedTo), subjectWords(f.AttributedTo)) >= 0.5
		got := map[string]string{
			"value": f.Value.String(), "unit": f.Unit, "comparator": f.Comparator, "kind": f.Kind, "subject": f.Subject,
			"period": f.PeriodStart + "/" + f.PeriodEnd, "baseline": f.BaselineStart + "/" + f.BaselineEnd + " " + f.Basis, "basis": f.Basis, "status": f.Status, "attributed_to": f.AttributedTo,
		}
		want := map[string]string{
			"value": g.Value, "unit": str(g.Unit), "comparator": g.Comparator, "kind": g.Kind, "subject": g.Subject,
			"period": str(g.Period), "baseline": str(g.Baseline) + " " + str(g.Basis), "basis": str(g.Basis), "status": g.Status, "attributed_to": str(g.AttributedTo),
		}
		for k, v := range ok {
			if v {
				s.Field[k]++
			} else if wrong != nil {
				sn := w.sents[w.sent[w.qtok[q].from]]
				ctx := w.text[w.toks[sn.from].Start:w.qs[q].Start] + "[" + f.Quote + "]" + firstRunes(w.text[w.qs[q].End:w.toks[sn.to-1].End], 60)
				wrong(d.Name, k, want[k], got[k]+" | "+strings.ReplaceAll(ctx, "\n", " "))
			}
		}
		fig := ok["value"] && ok["unit"] && ok["comparator"]
		right := fig && ok["kind"] && ok["subject"] && ok["period"] && ok["baseline"] && ok["status"]
		s.Figure += int(bit(fig))
		s.Fact += int(bit(right))
		c.right = right
		if calib != nil {
			*calib = append(*calib, c)
		}
	}
}
