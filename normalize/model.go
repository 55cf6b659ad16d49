package normalize

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"sync"
)

// A model is a linear scorer over hashed features: each decision of the facts
// step (is it a fact, its subject, period, baseline, status, speaker) lists
// its candidates, each candidate the features it shows, and the candidate with
// the highest sum of weights is taken. The weights are learned from gold
// files by the command `solieu train` (learn.go) and live in weights.bin.
type model struct {
	w     []float32             // while it learns
	q     *[1 << modelBits]int8 // as it is kept: a weight in units of scale, half the memory to miss
	scale float32
	cal   [numParts + 1]float32 // calibration of confidence: a bias, a weight a part
}

const modelBits = 20

// feature is a hashed name; its low bits index the weights.
type feature uint32

// feat is the feature of a family that has no parts yet. The compiler works it
// out, so that of a feature's hash only the parts cost time.
func feat(family string) feature { return feature(familyHash(family)) }

// with is f with one part more.
func (f feature) with(part uint32) feature { return feature(mix(uint32(f), part)) }

// familyHash looks at a name's length and five of its bytes, so that it costs
// no loop; TestFamilies holds the names apart.
func familyHash(s string) uint32 {
	n := uint(len(s))
	if n == 0 {
		return 0
	}
	return (uint32(n)<<25 ^ uint32(s[0]) ^ uint32(s[n-1])<<6 ^ uint32(s[n/2])<<12 ^ uint32(s[n/3])<<18 ^ uint32(s[n*3/4])<<23) * 0x85ebca6b
}

func mix(h, v uint32) uint32 {
	h = (h ^ v) * 0x9e3779b1
	return h ^ h>>15
}

// cross combines two features into one.
func cross(a, b feature) feature { return feature(mix(uint32(a), uint32(b)*31+7)) }

func hashString(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

func newModel() *model { return &model{w: make([]float32, 1<<modelBits)} }

func (m *model) score(fs []feature) float32 {
	const mask = 1<<modelBits - 1
	s := float32(0)
	for _, f := range fs {
		s += m.w[f&mask]
	}
	return s
}

// candidates is the list one decision chooses from; it is filled anew for
// every decision. Candidates of one shape share the features that cross the
// shape with what stands around the number: these stand once, in a group.
//
// Where q is nil the features themselves are kept, in one slab, to learn from;
// with the weights of a settled model only their sums are.
type candidates struct {
	q     *[1 << modelBits]int8
	scale float32

	feats  []feature
	ends   []int32 // ends[i] is where candidate i's features end
	shared []feature
	sends  []int32 // sends[g] is where group g's features end

	sum   int32   // of the candidate in hand, in units of scale
	sums  []int32 // of the candidates
	gsums []int32 // of the groups

	group []int32 // the group of candidate i, -1 for none
	keys  []uint32
	live  []bool // groups that may hold the best
}

func (c *candidates) reset() {
	c.feats, c.ends, c.group = c.feats[:0], c.ends[:0], c.group[:0]
	c.shared, c.sends, c.keys = c.shared[:0], c.sends[:0], c.keys[:0]
	c.sums, c.gsums, c.sum = c.sums[:0], c.gsums[:0], 0
}

func (c *candidates) add(f feature) {
	if c.q != nil {
		c.sum += int32(c.q[f&(1<<modelBits-1)])
		return
	}
	c.feats = append(c.feats, f)
}

// addCrossed adds the features fs, each crossed with by.
func (c *candidates) addCrossed(fs []feature, by feature) {
	if c.q != nil {
		sum := int32(0)
		for _, f := range fs {
			sum += int32(c.q[cross(f, by)&(1<<modelBits-1)])
		}
		c.sum += sum
		return
	}
	for _, f := range fs {
		c.feats = append(c.feats, cross(f, by))
	}
}

// addBoth adds the features fs, each by itself and crossed with by.
func (c *candidates) addBoth(fs []feature, by feature) {
	if c.q != nil {
		sum := int32(0)
		for _, f := range fs {
			sum += int32(c.q[f&(1<<modelBits-1)]) + int32(c.q[cross(f, by)&(1<<modelBits-1)])
		}
		c.sum += sum
		return
	}
	for _, f := range fs {
		c.feats = append(c.feats, f, cross(f, by))
	}
}

// close ends a candidate that is of no group.
func (c *candidates) close() { c.closeIn(-1) }

// drop ends a candidate that cannot win: it has no score.
func (c *candidates) drop() { c.closeIn(dropped) }

const dropped = -2

func (c *candidates) closeIn(group int32) {
	if c.q != nil {
		c.sums = append(c.sums, c.sum)
		c.sum = 0
	} else {
		c.ends = append(c.ends, int32(len(c.feats)))
	}
	c.group = append(c.group, group)
}

// resume takes candidate i in hand again, settle ends it anew. Both are for
// settled models.
func (c *candidates) resume(i int) { c.sum = c.sums[i] }
func (c *candidates) settle(i int) { c.sums[i], c.sum = c.sum, 0 }

// drops drops the candidates whose score so far lies more than reach behind
// the best.
func (c *candidates) drops(reach float32) {
	top := int32(math.MinInt32)
	for i, g := range c.group {
		if g != dropped {
			top = max(top, c.sumOf(i))
		}
	}
	least := top - int32(reach/c.scale)
	for i, g := range c.group {
		if g != dropped && c.sumOf(i) < least {
			c.group[i] = dropped
		}
	}
}

// A sumCache keeps the sums of features that several candidates share, by a
// key they share and a stamp for all else that the features hang on.
type sumCache struct{ kept []stamped }

type stamped struct {
	stamp uint32
	sum   int32
}

// grow makes room for the keys below n and forgets all sums.
func (s *sumCache) grow(n int) { s.kept = resize(s.kept, n) }

// add adds the features that fill adds, or their sum where it is known. The
// stamp is not 0.
func (s *sumCache) add(c *candidates, key int32, stamp uint32, fill func()) {
	if c.q == nil {
		fill()
		return
	}
	k := &s.kept[key]
	if k.stamp != stamp {
		before := c.sum
		fill()
		*k = stamped{stamp, c.sum - before}
		return
	}
	c.sum += k.sum
}

// groupOf finds the group of a shape. A new one takes the features of ctx, each
// crossed with the shape.
func (c *candidates) groupOf(shape feature, ctx []feature) int32 {
	for g, k := range c.keys {
		if k == uint32(shape) {
			return int32(g)
		}
	}
	c.keys = append(c.keys, uint32(shape))
	if c.q != nil {
		const mask = 1<<modelBits - 1
		sum := int32(c.q[shape&mask])
		for _, f := range ctx {
			sum += int32(c.q[cross(shape, f)&mask])
		}
		c.gsums = append(c.gsums, sum)
		return int32(len(c.keys) - 1)
	}
	c.shared = append(c.shared, shape)
	for _, f := range ctx {
		c.shared = append(c.shared, cross(shape, f))
	}
	c.sends = append(c.sends, int32(len(c.shared)))
	return int32(len(c.keys) - 1)
}

// hopeful marks the groups whose shared score lies within reach of the best
// group's, in units of log odds: a candidate's own features seldom make good
// more than that. It is nil, all may win, where the features are learned from.
func (c *candidates) hopeful(reach float32) []bool {
	if c.q == nil || len(c.gsums) == 0 {
		return nil
	}
	least := slices.Max(c.gsums) - int32(reach/c.scale)
	c.live = c.live[:0]
	for _, s := range c.gsums {
		c.live = append(c.live, s >= least)
	}
	return c.live
}

func (c *candidates) sumOf(i int) int32 {
	if g := c.group[i]; g >= 0 {
		return c.sums[i] + c.gsums[g]
	}
	return c.sums[i]
}

func slice(feats []feature, ends []int32, i int) []feature {
	start := int32(0)
	if i > 0 {
		start = ends[i-1]
	}
	return feats[start:ends[i]]
}

func (c *candidates) of(i int) []feature      { return slice(c.feats, c.ends, i) }
func (c *candidates) ofGroup(g int) []feature { return slice(c.shared, c.sends, g) }

// clone copies what the next decision would overwrite.
func (c *candidates) clone() candidates {
	return candidates{
		feats: slices.Clone(c.feats), ends: slices.Clone(c.ends), group: slices.Clone(c.group),
		shared: slices.Clone(c.shared), sends: slices.Clone(c.sends),
	}
}

// scores appends the score of every candidate to dst, in log odds.
func (m *model) scores(dst []float32, c *candidates) []float32 {
	if c.q != nil {
		for i, g := range c.group {
			if g == dropped {
				dst = append(dst, float32(math.Inf(-1)))
				continue
			}
			dst = append(dst, float32(c.sumOf(i))*c.scale)
		}
		return dst
	}
	var room [64]float32
	groups := room[:0]
	for g := range c.sends {
		groups = append(groups, m.score(c.ofGroup(g)))
	}
	for i, g := range c.group {
		s := m.score(c.of(i))
		if g >= 0 {
			s += groups[g]
		}
		dst = append(dst, s)
	}
	return dst
}

// best returns the candidate with the highest score (the first of equals) and
// the share of the softmax that it holds, 0 to 1.
func (m *model) best(c *candidates) (int, float64) {
	var room [160]float32
	scores := m.scores(room[:0], c)
	best := -1
	for i, s := range scores {
		if best < 0 || s > scores[best] {
			best = i
		}
	}
	if best < 0 {
		return -1, 0
	}
	sum := 0.0
	for i, s := range scores {
		if i == best {
			sum++
		} else if d := s - scores[best]; d > -12 {
			sum += math.Exp(float64(d))
		}
	}
	return best, 1 / sum
}

//go:embed weights.bin
var weightsFile []byte

// learned is the model every call of Facts uses, read at the first one.
var learned = sync.OnceValue(func() *model {
	m, err := readModel(bytes.NewReader(weightsFile))
	if err != nil {
		panic("normalize: weights.bin: " + err.Error())
	}
	return m
})

const modelMagic = "solieu weights 3\n"

// most is the largest weight in units of scale; what is finer is left to zero.
const most = 127

// pack turns learned weights into those that are kept.
func (m *model) pack() *model {
	top := float32(0)
	for _, x := range m.w {
		top = max(top, x, -x)
	}
	p := &model{q: new([1 << modelBits]int8), scale: top / most, cal: m.cal}
	for i, x := range m.w {
		if top > 0 {
			p.q[i] = int8(math.Round(float64(x / top * most)))
		}
	}
	return p
}

// write stores a packed model, deflated.
func (m *model) write(w io.Writer) error {
	if _, err := io.WriteString(w, modelMagic); err != nil {
		return err
	}
	if err := binary.Write(w, binary.LittleEndian, m.cal); err != nil {
		return err
	}
	if err := binary.Write(w, binary.LittleEndian, m.scale); err != nil {
		return err
	}
	z, err := flate.NewWriter(w, flate.BestCompression)
	if err != nil {
		return err
	}
	if err := binary.Write(z, binary.LittleEndian, m.q); err != nil {
		return err
	}
	return z.Close()
}

func readModel(r io.Reader) (*model, error) {
	m := &model{q: new([1 << modelBits]int8)}
	head := make([]byte, len(modelMagic))
	if _, err := io.ReadFull(r, head); err != nil || string(head) != modelMagic {
		return nil, fmt.Errorf("not a weights file of this program")
	}
	if err := binary.Read(r, binary.LittleEndian, &m.cal); err != nil {
		return nil, err
	}
	if err := binary.Read(r, binary.LittleEndian, &m.scale); err != nil {
		return nil, err
	}
	return m, binary.Read(flate.NewReader(r), binary.LittleEndian, m.q)
}
