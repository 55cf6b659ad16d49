package normalize

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"sync"
)

// A model is a linear scorer over hashed features: each decision of the facts
// step (is it a fact, its subject, period, baseline, status, speaker) lists
// its candidates, each candidate the features it shows, and the candidate with
// the highest sum of weights is taken. The weights are learned from gold
// files by the command `solieu train` (learn.go) and live in weights.bin.
type model struct {
	w   []float32
	cal [numParts + 1]float32 // calibration of confidence: a bias, a weight a part
}

const modelBits = 20

// feature is a hashed name; its low bits index the weights.
type feature uint32

// feat hashes a feature's family and up to three parts.
func feat(family string, parts ...uint32) feature {
	h := uint32(2166136261)
	for i := 0; i < len(family); i++ {
		h = (h ^ uint32(family[i])) * 16777619
	}
	for _, p := range parts {
		h = mix(h, p)
	}
	return feature(h ^ h>>15)
}

func mix(h, v uint32) uint32 {
	h ^= v
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	h ^= h >> 16
	return h
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

func (m *model) score(fs []feature) (s float32) {
	for _, f := range fs {
		s += m.w[f&(1<<modelBits-1)]
	}
	return s
}

// candidates is the list one decision chooses from, with the features of each
// in one slab; it is filled anew for every decision.
type candidates struct {
	feats []feature
	ends  []int32 // ends[i] is where candidate i's features end
}

func (c *candidates) reset()        { c.feats, c.ends = c.feats[:0], c.ends[:0] }
func (c *candidates) add(f feature) { c.feats = append(c.feats, f) }
func (c *candidates) close()        { c.ends = append(c.ends, int32(len(c.feats))) }
func (c *candidates) len() int      { return len(c.ends) }
func (c *candidates) of(i int) []feature {
	start := int32(0)
	if i > 0 {
		start = c.ends[i-1]
	}
	return c.feats[start:c.ends[i]]
}

// best returns the candidate with the highest score (the first of equals) and
// the share of the softmax that it holds, 0 to 1.
func (m *model) best(c *candidates) (int, float64) {
	best, top := -1, float32(math.Inf(-1))
	var sum float64
	for i := range c.ends {
		s := m.score(c.of(i))
		if s > top {
			if best >= 0 {
				sum *= math.Exp(float64(top - s))
			}
			best, top = i, s
			sum++
		} else {
			sum += math.Exp(float64(s - top))
		}
	}
	if best < 0 {
		return -1, 0
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

const modelMagic = "solieu weights 1\n"

// write stores the weights in 16 bits each, deflated.
func (m *model) write(w io.Writer) error {
	if _, err := io.WriteString(w, modelMagic); err != nil {
		return err
	}
	top := float32(0)
	for _, x := range m.w {
		top = max(top, x, -x)
	}
	if err := binary.Write(w, binary.LittleEndian, m.cal); err != nil {
		return err
	}
	if err := binary.Write(w, binary.LittleEndian, top); err != nil {
		return err
	}
	z, err := flate.NewWriter(w, flate.BestCompression)
	if err != nil {
		return err
	}
	q := make([]int16, len(m.w))
	for i, x := range m.w {
		if top > 0 {
			q[i] = int16(math.Round(float64(x / top * 2047)))
		}
	}
	if err := binary.Write(z, binary.LittleEndian, q); err != nil {
		return err
	}
	return z.Close()
}

func readModel(r io.Reader) (*model, error) {
	m := newModel()
	head := make([]byte, len(modelMagic))
	if _, err := io.ReadFull(r, head); err != nil || string(head) != modelMagic {
		return nil, fmt.Errorf("not a weights file of this program")
	}
	if err := binary.Read(r, binary.LittleEndian, &m.cal); err != nil {
		return nil, err
	}
	var top float32
	if err := binary.Read(r, binary.LittleEndian, &top); err != nil {
		return nil, err
	}
	q := make([]int16, len(m.w))
	if err := binary.Read(flate.NewReader(r), binary.LittleEndian, q); err != nil {
		return nil, err
	}
	for i, x := range q {
		m.w[i] = float32(x) / 2047 * top
	}
	return m, nil
}
