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
	w     []float32 // while it learns
	q     []int16   // as it is kept: a weight in units of scale, half the memory to miss
	scale float32
	cal   [numParts + 1]float32 // calibration of confidence: a bias, a weight a part
}

const modelBits = 19

// feature is a hashed name; its low bits index the weights.
type feature uint32

// feat hashes a feature's family and its parts.
func feat(family string, parts ...uint32) feature {
	h := familyHash(family)
	for _, p := range parts {
		h = mix(h, p)
	}
	return feature(h)
}

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
	if q := m.q; len(q) > mask {
		n := int32(0)
		for _, f := range fs {
			n += int32(q[f&mask])
		}
		return float32(n) * m.scale
	}
	s := float32(0)
	for _, f := range fs {
		s += m.w[f&mask]
	}
	return s
}

// candidates is the list one decision chooses from, with the features of each
// in one slab; it is filled anew for every decision. Candidates of one shape
// share the features that cross the shape with what stands around the number:
// these stand once, in a group.
type candidates struct {
	feats  []feature
	ends   []int32 // ends[i] is where candidate i's features end
	group  []int32 // the group of candidate i, -1 for none
	shared []feature
	sends  []int32 // sends[g] is where group g's features end
	keys   []uint32
	sums   []float32 // scores of the groups, while the best is sought
	live   []bool    // groups that may hold the best
}

func (c *candidates) reset() {
	c.feats, c.ends, c.group = c.feats[:0], c.ends[:0], c.group[:0]
	c.shared, c.sends, c.keys = c.shared[:0], c.sends[:0], c.keys[:0]
}

func (c *candidates) add(f feature) { c.feats = append(c.feats, f) }

// close ends a candidate that is of no group.
func (c *candidates) close() { c.closeIn(-1) }

// drop ends a candidate that cannot win: it has no score.
func (c *candidates) drop() { c.closeIn(dropped) }

const dropped = -2

func (c *candidates) closeIn(group int32) {
	c.ends = append(c.ends, int32(len(c.feats)))
	c.group = append(c.group, group)
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
	c.shared = append(c.shared, shape)
	for _, f := range ctx {
		c.shared = append(c.shared, cross(shape, f))
	}
	c.sends = append(c.sends, int32(len(c.shared)))
	return int32(len(c.keys) - 1)
}

// hopeful marks the groups whose shared score lies within reach of the best
// group's: a candidate's own features seldom make good more than that.
func (m *model) hopeful(c *candidates, reach float32) []bool {
	c.sums = c.sums[:0]
	top := float32(math.Inf(-1))
	for g := range c.sends {
		c.sums = append(c.sums, m.score(c.ofGroup(g)))
		top = max(top, c.sums[g])
	}
	c.live = c.live[:0]
	for _, s := range c.sums {
		c.live = append(c.live, s >= top-reach)
	}
	return c.live
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

// scores appends the score of every candidate to dst.
func (m *model) scores(dst []float32, c *candidates) []float32 {
	c.sums = c.sums[:0]
	for g := range c.sends {
		c.sums = append(c.sums, m.score(c.ofGroup(g)))
	}
	for i := range c.ends {
		g := c.group[i]
		if g == dropped {
			dst = append(dst, float32(math.Inf(-1)))
			continue
		}
		s := m.score(c.of(i))
		if g >= 0 {
			s += c.sums[g]
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
	for _, s := range scores {
		if d := s - scores[best]; d > -12 {
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

const modelMagic = "solieu weights 2\n"

// most is the largest weight in units of scale; what is finer is left to zero.
const most = 2047

// pack turns learned weights into those that are kept.
func (m *model) pack() *model {
	top := float32(0)
	for _, x := range m.w {
		top = max(top, x, -x)
	}
	p := &model{q: make([]int16, len(m.w)), scale: top / most, cal: m.cal}
	for i, x := range m.w {
		if top > 0 {
			p.q[i] = int16(math.Round(float64(x / top * most)))
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
	m := &model{q: make([]int16, 1<<modelBits)}
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
