package token

// Phrases maps phrases of one word or more to values: a trie over IDs, built
// from a table when the program starts and read-only from then on.
type Phrases[V any] struct {
	nodes []node[V]
	next  map[edge]int32
	first []bool // by ID: some phrase begins so
}

type edge struct {
	from int32
	id   ID
}

type node[V any] struct {
	value V
	ends  bool
}

// NewPhrases returns an empty table.
func NewPhrases[V any]() *Phrases[V] {
	return &Phrases[V]{nodes: make([]node[V], 1), next: map[edge]int32{}}
}

// Add enters a phrase. A phrase entered twice is a mistake of the table and panics.
func (p *Phrases[V]) Add(phrase string, value V) {
	ids := Words(phrase)
	if len(ids) == 0 {
		panic("token: an empty phrase")
	}
	for int(ids[0]) >= len(p.first) {
		p.first = append(p.first, make([]bool, 256)...)
	}
	p.first[ids[0]] = true
	at := int32(0)
	for _, id := range ids {
		to, ok := p.next[edge{at, id}]
		if !ok {
			to = int32(len(p.nodes))
			p.nodes = append(p.nodes, node[V]{})
			p.next[edge{at, id}] = to
		}
		at = to
	}
	if p.nodes[at].ends {
		panic("token: a phrase stands twice in a table: " + phrase)
	}
	p.nodes[at] = node[V]{value, true}
}

// Match returns the value of the longest phrase that begins at toks[i] and the
// number of its tokens, 0 where none does. A line end inside a phrase breaks
// it; other white space, or none, is all the same.
func (p *Phrases[V]) Match(toks []Token, i int) (value V, n int) {
	if i < 0 || i >= len(toks) {
		return value, 0
	}
	id := toks[i].ID
	if id == 0 || int(id) >= len(p.first) || !p.first[id] {
		return value, 0
	}
	at := int32(0)
	for j := i; j < len(toks); j++ {
		t := toks[j]
		if t.ID == 0 || j > i && t.Flag&Line != 0 {
			break
		}
		to, ok := p.next[edge{at, t.ID}]
		if !ok {
			break
		}
		at = to
		if p.nodes[at].ends {
			value, n = p.nodes[at].value, j-i+1
		}
	}
	return value, n
}

// Begins reports whether some phrase begins with the word.
func (p *Phrases[V]) Begins(id ID) bool { return int(id) < len(p.first) && p.first[id] }
