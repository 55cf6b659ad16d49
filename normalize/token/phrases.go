package token

import (
	"iter"
	"strings"
)

// Phrases maps phrases of one word or more to values: a trie over IDs, built
// from a table when the program starts and read-only from then on.
type Phrases[V any] struct {
	heads []node[V] // by ID: the node after a phrase's first word
	nodes []node[V] // those after further words
	kids  []kid     // the words that may follow, node by node
	// Where more words may follow than few, as after `công`, the rest stand
	// here, by hash.
	next  []step
	steps int
}

// A node is named by its index in nodes, or by the ID of the first word, negative.
func (p *Phrases[V]) node(at int32) *node[V] {
	if at < 0 {
		return &p.heads[-at]
	}
	return &p.nodes[at]
}

type node[V any] struct {
	value V
	ends  bool
	many  bool   // more may follow than n
	n     uint8  // few: how many words of Phrases.kids may follow
	kids  int32  // where they begin
	may   uint64 // a bit for each word that may follow, by the end of its ID: most others are told without a look
}

// few is how many words are sooner looked through than hashed.
const few = 8

type kid struct {
	id ID
	to int32
}

// step leads from node at over the word id to node to; to is 0 where the slot
// is free.
type step struct {
	at, to int32
	id     ID
}

// slotOf returns where in p.next the step from node at over id is, or would be.
func (p *Phrases[V]) slotOf(at int32, id ID) *step {
	mask := uint32(len(p.next) - 1)
	h := (uint32(at)*0x9e3779b1 ^ uint32(id)*0x85ebca6b)
	for i := (h ^ h>>15) & mask; ; i = (i + 1) & mask {
		if s := &p.next[i]; s.to == 0 || s.at == at && s.id == id {
			return s
		}
	}
}

// after is the node that a word leads to from node at, 0 for none.
func (p *Phrases[V]) after(at int32, id ID) int32 {
	n := p.node(at)
	for _, k := range p.kids[n.kids : n.kids+int32(n.n)] {
		if k.id == id {
			return k.to
		}
	}
	if !n.many {
		return 0
	}
	return p.slotOf(at, id).to
}

// lead makes the word id lead from node at to node to.
func (p *Phrases[V]) lead(at int32, id ID, to int32) {
	n := p.node(at)
	n.may |= 1 << (id % 64)
	if n.n < few {
		if end := n.kids + int32(n.n); int(end) != len(p.kids) { // another's stand behind: move to the end
			p.kids = append(p.kids, p.kids[n.kids:end]...)
			n.kids = int32(len(p.kids)) - int32(n.n)
		}
		p.kids = append(p.kids, kid{id, to})
		n.n++
		return
	}
	if p.steps++; 2*p.steps > len(p.next) {
		old := p.next
		p.next = make([]step, max(64, 2*len(old)))
		for _, s := range old {
			if s.to != 0 {
				*p.slotOf(s.at, s.id) = s
			}
		}
	}
	*p.slotOf(at, id) = step{at, to, id}
	n.many = true
}

// NewPhrases returns an empty table.
func NewPhrases[V any]() *Phrases[V] {
	return &Phrases[V]{nodes: make([]node[V], 1)}
}

// Add enters a phrase. A phrase entered twice is a mistake of the table and panics.
func (p *Phrases[V]) Add(phrase string, value V) {
	v, fresh := p.At(phrase)
	if !fresh {
		panic("token: a phrase stands twice in a table: " + phrase)
	}
	*v = value
}

// At returns where the value of a phrase is kept, to be written to before the
// next phrase comes; fresh tells that the phrase was not there before.
func (p *Phrases[V]) At(phrase string) (value *V, fresh bool) {
	ids := Words(phrase)
	if len(ids) == 0 {
		panic("token: an empty phrase")
	}
	for int(ids[0]) >= len(p.heads) {
		p.heads = append(p.heads, make([]node[V], 256)...)
	}
	at := -int32(ids[0])
	for _, id := range ids[1:] {
		to := p.after(at, id)
		if to == 0 {
			p.nodes = append(p.nodes, node[V]{})
			to = int32(len(p.nodes) - 1)
			p.lead(at, id, to)
		}
		at = to
	}
	n := p.node(at)
	fresh, n.ends = !n.ends, true
	return &n.value, fresh
}

// Match returns the value of the longest phrase that begins at toks[i] and the
// number of its tokens, 0 where none does; see Every.
func (p *Phrases[V]) Match(toks []Token, i int) (value V, n int) {
	p.Every(toks, i, func(v V, k int) { value, n = v, k })
	return value, n
}

// Every calls take with the value of every phrase that begins at toks[i] and the
// number of its tokens, the shortest first. A line end inside a phrase breaks it;
// other white space, or none, is all the same.
func (p *Phrases[V]) Every(toks []Token, i int, take func(value V, n int)) {
	if i < 0 || i >= len(toks) {
		return
	}
	id := toks[i].ID
	if id == 0 || int(id) >= len(p.heads) {
		return
	}
	nd, at := &p.heads[id], -int32(id)
	for j := i + 1; ; j++ {
		if nd.ends {
			take(nd.value, j-i)
		}
		if j == len(toks) {
			return
		}
		t := &toks[j]
		if nd.may>>(t.ID%64)&1 == 0 || t.ID == 0 || t.Flag&Line != 0 {
			return
		}
		if at = p.after(at, t.ID); at == 0 {
			return
		}
		nd = &p.nodes[at]
	}
}

// Begins reports whether some phrase begins with the word.
func (p *Phrases[V]) Begins(id ID) bool {
	return int(id) < len(p.heads) && (p.heads[id].ends || p.heads[id].may != 0)
}

// TableLines goes through the lines of a table of phrases and their numbers,
// from 1; empty ones and comments, which begin with #, are passed over.
func TableLines(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(text) {
			n++
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' && !yield(n, line) {
				return
			}
		}
	}
}
