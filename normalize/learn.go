package normalize

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"solieu/normalize/gold"
)

// GoldDoc is a text with the facts a careful reader found in it, each of which
// is in order (gold.Fact.Check).
type GoldDoc struct {
	Name    string
	Text    string // NFC, as Facts gets it
	Options Options
	Facts   []gold.Fact
	Weight  float32 // how much it counts when learned from, beside the size of its set; 0 is 1

	weight float32 // that with the size of its set
}

// align finds for each gold fact the quantity that stands at its place, -1
// where none does.
func align(w *work, facts []gold.Fact) []int {
	quotes := make([]gold.Quote, len(w.qs))
	points := newPointCounter(w.text)
	for i, q := range w.qs {
		quotes[i] = gold.Quote{Text: w.text[q.Start:q.End], Start: points.at(q.Start)}
	}
	return gold.Pair(facts, quotes, []rune(w.text))
}

// parseSpan reads an interval of a fact that has been checked.
func parseSpan(s string) span {
	from, to, err := gold.Days(s)
	if err != nil {
		panic(err)
	}
	return span{from, to}
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
	gold     []gold.Fact
	of       []int // quantity to gold fact, -1
	examples *[]example
	miss     *[numParts]int // decisions whose right answer is no candidate
	doc      int32
	force    bool // go on from gold's answers rather than the model's own
	weight   float32
}

func newTeacher(w *work, d GoldDoc, ex *[]example, miss *[numParts]int, force bool) *goldTeacher {
	t := &goldTeacher{gold: d.Facts, of: make([]int, len(w.qs)), examples: ex, miss: miss, force: force, weight: d.weight}
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
	*t.examples = append(*t.examples, example{w.c.clone(), right, weight * t.weight, t.doc})
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
	f := make([]float32, len(w.subs))
	best := -1
	for i := range w.subs {
		f[i] = float32(gold.Alike(w.subjectText(w.subs[i].s, q), g.Subject))
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
	right := slices.Index(statusNames[:], g.Status)
	t.choose(w, len(statusNames), right, 1)
	if t.force {
		w.done[q].status = uint8(right)
	}
}

func (t *goldTeacher) baseline(w *work, q int) {
	g := &t.gold[t.of[q]]
	want, basis := parseSpan(g.Baseline), uint8(slices.Index(basisNames[:], g.Basis))
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
	if g.AttributedTo == "" {
		right[0] = 1
		t.learn(w, right, 0.4)
	} else {
		top := 0.0
		for i := range w.says {
			r := w.says[i].r
			if r.len() == 0 {
				continue
			}
			f := gold.Alike(w.text[w.toks[r.from].Start:w.toks[r.to-1].End], g.AttributedTo)
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

// fitMean is the mean of models that took the examples in different orders: what
// rare features owe to one order goes.
func fitMean(ctx context.Context, examples []example) *model {
	var fits [learnOrders]*model
	var wait sync.WaitGroup
	for i := range fits {
		wait.Go(func() { fits[i] = fit(ctx, examples, uint64(i)) })
	}
	wait.Wait()
	m := fits[0]
	for k := range m.w {
		for _, f := range fits[1:] {
			m.w[k] += f.w[k]
		}
		m.w[k] /= learnOrders
	}
	return m
}

// fit trains a model on examples by stochastic gradient descent (AdaGrad) on
// the log loss of the softmax, with weight decay. It takes them in an order
// that hangs on order alone, so it is deterministic. Where ctx ends, it stops
// before the next epoch, and the model is good for nothing.
func fit(ctx context.Context, examples []example, order uint64) *model {
	m := newModel()
	mean := make([]float32, len(m.w))
	g2 := make([]float32, len(m.w))
	rng := rand.New(rand.NewPCG(1+order, 2))
	turns := rng.Perm(len(examples))
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
	for epoch := range learnEpochs {
		if ctx.Err() != nil {
			break
		}
		lr := float32(learnRate) * (1 - 0.8*float32(epoch)/learnEpochs)
		rng.Shuffle(len(turns), func(i, j int) { turns[i], turns[j] = turns[j], turns[i] })
		for _, e := range turns {
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
				m.w[k] *= 1 - learnDecay
				mean[k] += m.w[k] / learnEpochs
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

// Learning is what Learn found.
type Learning struct {
	Weights []byte     // the file weights.bin
	Held    gold.Score // cross-validated: each document scored by a model that never saw it
	Trained gold.Score // the final model over the documents it was trained on
}

// Learn trains the model of the facts step on gold documents and tells, by
// cross-validation over documents in the given number of folds, what it is
// worth on others; those of also are learned from in every fold and never
// scored. The same documents give the same bytes. log gets a line a
// step; wrong, where not nil, is told of every miss on documents held out.
// Learn ends early, with the error of ctx, when ctx does.
func Learn(ctx context.Context, docs []GoldDoc, also [][]GoldDoc, folds int, log io.Writer, wrong func(doc *GoldDoc, field string, g *gold.Fact, p *gold.Said)) (*Learning, error) {
	var calib []calibration
	out := &Learning{}
	sets := evenly(append([][]GoldDoc{docs}, also...))
	docs = sets[0]
	extra := slices.Concat(sets[1:]...)
	train := func(docs []GoldDoc) (*model, error) {
		ex, miss, missed := collect(docs, newModel(), true)
		decisions := len(ex)
		// Going on from a model's own answers, right or wrong, as it will have to: those of a
		// model that has not seen the document, which has learned first with all before it
		// right, then from answers such as these (Ross et al., "A Reduction of Imitation
		// Learning … to No-Regret Online Learning", 2011).
		for range learnRounds {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			var own [learnParts][]example
			var wait sync.WaitGroup
			for part := range learnParts {
				wait.Go(func() {
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
					e, _, _ := collect(held, fit(ctx, rest, 0), false)
					for i := range e {
						e[i].doc = (e[i].doc-1)*learnParts + int32(part) + 1
					}
					own[part] = e
				})
			}
			wait.Wait()
			ex = slices.Concat(own[:]...)
		}
		m := fitMean(ctx, ex)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		fmt.Fprintf(log, "%d documents, %d decisions; no right candidate: mention %d, subject %d, period %d, baseline %d\n",
			len(docs), decisions, missed, miss[partSubject], miss[partPeriod], miss[partBase])
		return m.pack(), nil // as it is shipped
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
		m, err := train(in)
		if err != nil {
			return nil, err
		}
		for i := range held {
			if wrong != nil {
				out.Held.Wrong = func(field string, g *gold.Fact, p *gold.Said) { wrong(&held[i], field, g, p) }
			}
			calib = append(calib, scoreDoc(m, &held[i], &out.Held)...)
		}
		fmt.Fprintln(log, "fold", f+1, out.Held.String())
	}
	m, err := train(append(slices.Clone(extra), docs...))
	if err != nil {
		return nil, err
	}
	m.calibrate(calib)
	out.Held.Bins = [10]gold.Bin{}
	for i := range calib {
		p := m.trust(calib[i].p)
		b := &out.Held.Bins[min(int(p*10), 9)]
		b.N++
		b.Sum += p
		b.Fact += int(bit(calib[i].right))
	}
	for i := range docs {
		scoreDoc(m, &docs[i], &out.Trained)
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
	learnRounds = 2
	learnOrders = 2
	learnEpochs = 10
	learnRate   = 0.1
	learnDecay  = 0.15
)

// evenly gives the documents of each set a weight, so that a large set does not
// drown a small one made by another hand: a set of a quarter of the facts of
// the largest counts half as much as that, not a quarter.
func evenly(sets [][]GoldDoc) [][]GoldDoc {
	facts := make([]int, len(sets))
	for i, set := range sets {
		for _, d := range set {
			facts[i] += len(d.Facts)
		}
	}
	most := slices.Max(facts)
	out := make([][]GoldDoc, len(sets))
	for i, set := range sets {
		out[i] = slices.Clone(set)
		for j := range out[i] {
			d := &out[i][j]
			d.weight = float32(math.Sqrt(float64(most) / float64(max(facts[i], 1))))
			if d.Weight > 0 {
				d.weight *= d.Weight
			}
		}
	}
	return out
}

// scoreDoc scores what a model says of a document, and returns the trust it
// had in each fact beside whether it was right.
func scoreDoc(m *model, d *GoldDoc, sc *gold.Score) []calibration {
	w := &work{m: m}
	w.read(d.Text, d.Options)
	w.decide(nil)
	facts := w.facts()
	said := make([]gold.Said, len(facts))
	for i := range facts {
		said[i] = facts[i].said()
	}
	right := sc.Add(d.Facts, said, []rune(d.Text))
	var out []calibration
	for q := range w.done {
		if w.done[q].isFact {
			out = append(out, calibration{w.done[q].p, right[len(out)]})
		}
	}
	return out
}

// said lays a fact out as the scorer reads it.
func (f *Fact) said() gold.Said {
	s := gold.Said{
		Quote: f.Quote, Start: f.Start, End: f.End, Kind: f.Kind, Value: f.Value.String(),
		Unit: f.Unit, Comparator: f.Comparator, Subject: f.Subject,
		Period: gold.Span(f.PeriodStart, f.PeriodEnd), Baseline: gold.Span(f.BaselineStart, f.BaselineEnd),
		Basis: f.Basis, Status: f.Status, Attributed: f.AttributedTo, Confidence: f.Confidence,
	}
	if f.HasHigh {
		s.High = f.High.String()
	}
	if f.HasTotal {
		s.Total = f.Total.String()
	}
	return s
}
