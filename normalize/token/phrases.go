package token

// Phrases maps phrases of one word or more to values: a trie over IDs, built
// from a table when the program starts and read-only from then on.
type Phrases[V any] struct {
	nodes []node[V]
	first []int32 // by ID: the node of the phrases that begin so, 0 for none
	kids  []kid   // the words that may follow, node by node
	// Where more words may follow than few, as after `công`, the rest stand
	// here, by hash.
	next  []step
	steps int
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
	n := &p.nodes[at]
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
	n := &p.nodes[at]
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
	ids := Words(phrase)
	if len(ids) == 0 {
		panic("token: an empty phrase")
	}
	for int(ids[0]) >= len(p.first) {
		p.first = append(p.first, make([]int32, 256)...)
	}
	grow := func() int32 {
		p.nodes = append(p.nodes, node[V]{})
		return int32(len(p.nodes) - 1)
	}
	at := p.first[ids[0]]
	if at == 0 {
		at = grow()
		p.first[ids[0]] = at
	}
	for _, id := range ids[1:] {
		to := p.after(at, id)
		if to == 0 {
			to = grow()
			p.lead(at, id, to)
		}
		at = to
	}
	if p.nodes[at].ends {
		panic("token: a phrase stands twice in a table: " + phrase)
	}
	p.nodes[at].value, p.nodes[at].ends = value, true
}

// Match returns the value of the longest phrase that begins at toks[i] and the
// number of its tokens, 0 where none does. A line end inside a phrase breaks
// it; other white space, or none, is all the same.
func (p *Phrases[V]) Match(toks []Token, i int) (value V, n int) {
	if i < 0 || i >= len(toks) {
		return value, 0
	}
	id := toks[i].ID
	if id == 0 || int(id) >= len(p.first) {
		return value, 0
	}
	at := p.first[id]
	for j := i + 1; at != 0; j++ {
		nd := &p.nodes[at]
		if nd.ends {
			value, n = nd.value, j-i
		}
		if j == len(toks) {
			break
		}
		t := &toks[j]
		if nd.may>>(t.ID%64)&1 == 0 || t.ID == 0 || t.Flag&Line != 0 {
			break
		}
		at = p.after(at, t.ID)
	}
	return value, n
}

// Begins reports whether some phrase begins with the word.
func (p *Phrases[V]) Begins(id ID) bool { return int(id) < len(p.first) && p.first[id] != 0 }
