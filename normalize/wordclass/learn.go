package wordclass

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"math"
	"slices"
	"strings"
	"unicode"

	"solieu/normalize/token"
)

// Settings of Learn.
type Settings struct {
	Classes    int // how many classes
	Vocabulary int // how many words are classed, the most frequent
}

// Learn finds classes in running text, in Unicode NFC, and writes them as
// table that Words reads. The same texts give the same table. log gets a line
// a round. Learn ends early, with the error of ctx, when ctx does.
func Learn(ctx context.Context, texts iter.Seq[string], set Settings, table io.Writer, log io.Writer) error {
	if set.Classes < 2 || set.Vocabulary < set.Classes {
		return fmt.Errorf("%d classes of %d words: at least two, and a word each", set.Classes, set.Vocabulary)
	}
	seq := syllables(texts)
	for range 2 { // a second time finds words of three and four
		if err := ctx.Err(); err != nil {
			return err
		}
		seq = join(seq)
	}
	names, of := vocabulary(seq, set.Vocabulary)
	if len(names) < set.Classes {
		return fmt.Errorf("only %d different words for %d classes: more text is needed", len(names), set.Classes)
	}
	classes := exchange(ctx, of, len(names), set.Classes, log)
	if err := ctx.Err(); err != nil {
		return err
	}
	return write(table, names, classes, set.Classes)
}

// boundary stands between texts and between blocks.
const boundary = "\n"

// capital marks a word that has a capital inside its sentence.
const capital = "^"

// syllables reads texts as folded tokens; numerals are all one.
func syllables(texts iter.Seq[string]) (seq []string) {
	var toks []token.Token
	for text := range texts {
		toks = token.Scan(toks[:0], text)
		seq = append(seq, boundary)
		first := true
		for _, t := range toks {
			if t.Has(token.Line) {
				seq = append(seq, boundary)
				first = true
			}
			w := token.Fold(t.Text(text))
			switch {
			case t.Kind == token.Number:
				w = "0"
			case t.Kind == token.Word && t.Has(token.Upper) && !first:
				w = capital + w
			}
			first = w == "." || w == "!" || w == "?" || w == ":"
			seq = append(seq, w)
		}
	}
	return seq
}

// How firmly two neighbours belong together, as normalized pointwise mutual
// information from -1 to 1: above firm they are one word, above loose if one
// of the two seldom stands elsewhere.
const (
	seen  = 15 // times, at least
	firm  = 0.42
	loose = 0.33
	bound = 0.35 // share of the rarer one's places
	rival = 3    // a pair leaves its second half to one so much more frequent
)

// join puts neighbours that belong together into one word.
func join(seq []string) []string {
	type pair struct{ a, b string }
	one, two := map[string]int{}, map[pair]int{}
	for i, w := range seq {
		one[w]++
		if i > 0 {
			two[pair{seq[i-1], w}]++
		}
	}
	all := float64(len(seq))
	word := map[pair]bool{}
	for p, n := range two {
		if n < seen || !isWord(p.a) || !isWord(p.b) {
			continue
		}
		pmi := math.Log(float64(n) * all / float64(one[p.a]) / float64(one[p.b]))
		npmi := pmi / -math.Log(float64(n)/all)
		share := float64(n) / float64(min(one[p.a], one[p.b]))
		if npmi > firm || npmi > loose && share > bound {
			word[p] = true
		}
	}
	out := seq[:0:0]
	for i := 0; i < len(seq); i++ {
		if i+1 == len(seq) || !word[pair{seq[i], seq[i+1]}] {
			out = append(out, seq[i])
			continue
		}
		if i+2 < len(seq) {
			if next := (pair{seq[i+1], seq[i+2]}); word[next] && two[next] > rival*two[pair{seq[i], seq[i+1]}] {
				out = append(out, seq[i])
				continue
			}
		}
		out = append(out, seq[i]+" "+seq[i+1])
		i++
	}
	return out
}

// isWord: letters only.
func isWord(s string) bool {
	for _, r := range s {
		if r != ' ' && r != '^' && !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return false
		}
	}
	return true
}

// vocabulary numbers the most frequent words, and the text with them: what is
// no word, and the rare ones, share a number each way of looking.
func vocabulary(seq []string, size int) (names []string, of []int32) {
	count := map[string]int{}
	for _, w := range seq {
		count[w]++
	}
	for w := range count {
		names = append(names, w)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	names = names[:min(size, len(names))]
	id := map[string]int32{}
	for i, w := range names {
		id[w] = int32(i)
	}
	names = append(names, "", capital) // the rare ones
	of = make([]int32, len(seq))
	for i, w := range seq {
		k, ok := id[w]
		if !ok {
			k = int32(len(names) - 2)
			if strings.HasPrefix(w, capital) {
				k++
			}
		}
		of[i] = k
	}
	return names, of
}

// rounds is how often every word is tried in every class, at most.
const rounds = 12

// exchange sorts n words into classes, round by round until ctx ends.
func exchange(ctx context.Context, of []int32, n, classes int, log io.Writer) []int {
	type next struct{ w, n int32 }
	right, left, count := make([][]next, n), make([][]next, n), make([]int, n)
	pairs := map[[2]int32]int32{}
	for i, w := range of {
		count[w]++
		if i > 0 {
			pairs[[2]int32{of[i-1], w}]++
		}
	}
	for p, c := range pairs {
		right[p[0]] = append(right[p[0]], next{p[1], c})
		left[p[1]] = append(left[p[1]], next{p[0], c})
	}
	class := make([]int, n)
	for i := range class {
		class[i] = i % classes
	}
	// counts of pairs of classes and of classes
	two, one := make([]int, classes*classes), make([]int, classes)
	for p, c := range pairs {
		two[class[p[0]]*classes+class[p[1]]] += int(c)
	}
	for w, c := range count {
		one[class[w]] += c
	}
	out, in := make([]int, classes), make([]int, classes)
	put := func(w, c, sign, self int) {
		for k := range classes {
			two[c*classes+k] += sign * out[k]
			two[k*classes+c] += sign * in[k]
		}
		two[c*classes+c] += sign * self
		one[c] += sign * count[w]
	}
	var touched []int
	for round := range rounds {
		if ctx.Err() != nil {
			break
		}
		moved := 0
		for w := range n {
			clear(out)
			clear(in)
			self := 0
			for _, x := range right[w] {
				if int(x.w) == w {
					self = int(x.n)
				} else {
					out[class[x.w]] += int(x.n)
				}
			}
			for _, x := range left[w] {
				if int(x.w) != w {
					in[class[x.w]] += int(x.n)
				}
			}
			touched = touched[:0]
			for k := range classes {
				if out[k] > 0 || in[k] > 0 {
					touched = append(touched, k)
				}
			}
			old := class[w]
			put(w, old, -1, self)
			best, top := old, math.Inf(-1)
			for c := range classes {
				gain := 0.0
				for _, k := range touched {
					if k == c {
						continue
					}
					if o := out[k]; o > 0 {
						t := two[c*classes+k]
						gain += xlogx(t+o) - xlogx(t)
					}
					if i := in[k]; i > 0 {
						t := two[k*classes+c]
						gain += xlogx(t+i) - xlogx(t)
					}
				}
				t := two[c*classes+c]
				gain += xlogx(t+out[c]+in[c]+self) - xlogx(t)
				gain -= 2 * (xlogx(one[c]+count[w]) - xlogx(one[c]))
				if gain > top {
					top, best = gain, c
				}
			}
			if best != old {
				moved++
			}
			class[w] = best
			put(w, best, 1, self)
		}
		fmt.Fprintf(log, "round %d: %d of %d words moved\n", round+1, moved, n)
		if moved < n/200 {
			break
		}
	}
	return class
}

// logs holds n·log n of small n.
var logs []float64

func xlogx(n int) float64 {
	if n < 2 {
		return 0
	}
	if len(logs) == 0 {
		logs = make([]float64, 1<<20)
		for i := 2; i < len(logs); i++ {
			logs[i] = float64(i) * math.Log(float64(i))
		}
	}
	if n < len(logs) {
		return logs[n]
	}
	return float64(n) * math.Log(float64(n))
}

// write writes the classes, the one of the most frequent word first. A word
// seen with and without a capital goes with the more frequent.
func write(w io.Writer, names []string, class []int, classes int) error {
	lines, order := make([][]string, classes), []int(nil)
	known := map[string]bool{}
	for i, name := range names {
		name = strings.ReplaceAll(name, capital, "")
		if name == "" || !isWord(name) || known[name] {
			continue
		}
		known[name] = true
		if lines[class[i]] == nil {
			order = append(order, class[i])
		}
		lines[class[i]] = append(lines[class[i]], name)
	}
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# Words by the company they keep, a class a line; made by `solieu words`.")
	for _, c := range order {
		fmt.Fprintln(out, strings.Join(lines[c], ", "))
	}
	return out.Flush()
}
