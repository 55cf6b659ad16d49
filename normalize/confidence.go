package normalize

import "math"

// calibration is one fact that was said of a document the model never saw.
type calibration struct {
	p     [numParts]float64
	right bool
}

// trust is the calibrated chance that a fact with these parts is right.
func (m *model) trust(p [numParts]float64) float64 {
	z := float64(m.cal[0])
	for i, x := range p {
		z += float64(m.cal[1+i]) * math.Log(max(x, 1e-4))
	}
	return 1 / (1 + math.Exp(-z))
}

func (m *model) confidence(dc *decision) float64 { return math.Round(m.trust(dc.p)*1000) / 1000 }

// calibrate fits the confidence to facts said of documents held out.
func (m *model) calibrate(cs []calibration) {
	w := [numParts + 1]float64{1}
	for i := 1; i < len(w); i++ {
		w[i] = 1
	}
	n := float64(len(cs))
	for range 4000 {
		var g [numParts + 1]float64
		for i := range cs {
			z := w[0]
			for j, x := range cs[i].p {
				z += w[j+1] * math.Log(max(x, 1e-4))
			}
			d := 1/(1+math.Exp(-z)) - float64(bit(cs[i].right))
			g[0] += d
			for j, x := range cs[i].p {
				g[j+1] += d * math.Log(max(x, 1e-4))
			}
		}
		for j := range w {
			w[j] -= 0.3 * g[j] / n
			if j > 0 {
				w[j] = max(w[j], 0)
			}
		}
	}
	for j := range w {
		m.cal[j] = float32(w[j])
	}
}
