package extract

import (
	"bytes"
	"errors"
	"io"
	"time"
)

// feed reads a page to the parser without what it would only carry along:
// comments, styles, drawings (svg), and scripts but those that hold JSON. On
// news pages that is half of the bytes. It also estimates, tag by tag, how many
// open formatting elements the parser may have to open again, and stops a page
// that asks for too many, or for too much time.
type feed struct {
	s     []byte // what is left
	out   []byte // what is to be given out before going on
	end   []byte // and after it
	until time.Time
	all   bool // no limits: the linear parser reads
	raw   bool // hand on everything as it is

	wasted, allowed int // bytes looked through in vain; a page of traps is not searched for ever

	open   [len(formatting)]struct{ n, weight int }
	weight int // of all open formatting elements
	copies int
	tags   int
	reads  int
}

func newFeed(s []byte) *feed { return &feed{s: s, allowed: 4*len(s) + 1<<20} }

var errBomb = errors.New("the page asks for too much")

// maxCopies bounds the elements that the parser may add on its own, each
// weighing one and one more for each 16 bytes of its tag.
const maxCopies = 200_000

// maxTags bounds the tags that are read: a page with more is no article's, and
// its memory is bounded. News pages have some thousands. A tag longer than
// maxTag keeps its name alone.
const (
	maxTags = 200_000
	maxTag  = 64 << 10
)

// formatting elements are opened again by the parser in each block that follows.
var formatting = [...]string{"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}

func (f *feed) Read(p []byte) (int, error) {
	if f.reads++; f.reads%64 == 0 && !f.all && time.Now().After(f.until) {
		return 0, errBomb
	}
	for len(f.out) == 0 {
		if f.end != nil {
			f.out, f.end = f.end, nil
			break
		}
		if len(f.s) == 0 || f.tags > maxTags {
			return 0, io.EOF
		}
		if f.raw {
			f.out, f.s = f.s, nil
			break
		}
		f.next()
		if f.all && f.wasted > f.allowed {
			f.raw = true
		} else if !f.all && (f.copies > maxCopies || f.wasted > f.allowed) {
			return 0, errBomb
		}
	}
	n := copy(p, f.out)
	f.out = f.out[n:]
	return n, nil
}

// next moves some of s to out: up to what is left out, or some kilobytes.
func (f *feed) next() {
	s := f.s
	for at := 0; ; {
		i := bytes.IndexByte(s[at:], '<')
		if i < 0 || at > 8<<10 || f.wasted > f.allowed {
			if i < 0 {
				at = len(s)
			}
			f.out, f.s = s[:at], s[at:]
			return
		}
		at += i
		skip, keep, seen := leaveOut(s[at:])
		f.wasted += seen
		if skip > 0 {
			f.out, f.s = s[:at], s[at+skip:]
			return
		}
		if keep > 0 {
			f.tags++
			at += keep
			continue
		}
		n := f.tag(s[at:])
		if n > maxTag {
			name := at + 1
			for name < len(s) && isAlnum(s[name]) {
				name++
			}
			f.out, f.end, f.s = s[:name], []byte(">"), s[at+n:]
			return
		}
		at += n
	}
}

// leaveOut looks at what s begins with. skip is the length of a comment, style,
// svg or script that nobody reads; keep that of a script whose text is not to be
// taken for tags; seen how far it has looked in vain.
func leaveOut(s []byte) (skip, keep, seen int) {
	if len(s) < 8 {
		return 0, 0, 0
	}
	switch s[1] | 0x20 {
	case '!' | 0x20:
		if s[2] != '-' || s[3] != '-' {
			return 0, 0, 0
		}
		if s[4] == '>' {
			return 5, 0, 0
		}
		if s[4] == '-' && s[5] == '>' {
			return 6, 0, 0
		}
		i := bytes.Index(s[4:], []byte("-->"))
		if i < 0 {
			return 0, 0, len(s)
		}
		if j := bytes.Index(s[4:4+i], []byte("--!>")); j >= 0 {
			return 4 + j + 4, 0, 0
		}
		return 4 + i + 3, 0, 0
	case 's':
		name := ""
		switch {
		case isTag(s[1:], "script"):
			name = "script"
		case isTag(s[1:], "style"):
			name = "style"
		case isTag(s[1:], "svg"):
			name = "svg"
		default:
			return 0, 0, 0
		}
		open := tagLen(s)
		if open == 0 {
			return 0, 0, len(s)
		}
		if name == "svg" && s[open-2] == '/' {
			return open, 0, 0
		}
		n := endTag(s[open:], name)
		if n == 0 {
			return 0, 0, len(s)
		}
		switch {
		case name == "script" && (bytes.Contains(s[:open], []byte("json")) || bytes.Contains(s[open:open+n], []byte("<!--"))):
			return 0, open + n, 0 // a comment may hide a script's end: the parser knows
		case name == "svg" && indexFold(s[open:open+n], "<svg") >= 0:
			return 0, 0, n // a drawing in a drawing
		}
		return open + n, 0, 0
	}
	return 0, 0, 0
}

// isTag tells whether s, what follows a `<`, is a tag of this name.
func isTag(s []byte, name string) bool {
	if len(s) <= len(name) {
		return false
	}
	for i := range len(name) {
		if s[i]|0x20 != name[i] {
			return false
		}
	}
	switch s[len(name)] {
	case ' ', '\t', '\n', '\r', '\f', '/', '>':
		return true
	}
	return false
}

// endTag is where `</name>` ends in s, 0 where there is none.
func endTag(s []byte, name string) int {
	for at := 0; ; {
		i := bytes.Index(s[at:], []byte("</"))
		if i < 0 {
			return 0
		}
		at += i + 2
		if isTag(s[at:], name) {
			if end := bytes.IndexByte(s[at:], '>'); end >= 0 {
				return at + end + 1
			}
			return 0
		}
	}
}

// tagLen is the length of the tag that s begins with, 0 where it has no end. A
// `>` inside a quoted value ends no tag; a quote is one only behind a `=`.
func tagLen(s []byte) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '>':
			return i + 1
		case '=':
			for i+1 < len(s) && (s[i+1] == ' ' || s[i+1] == '\n' || s[i+1] == '\t' || s[i+1] == '\r') {
				i++
			}
			if i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\'') {
				end := bytes.IndexByte(s[i+2:], s[i+1])
				if end < 0 {
					return 0
				}
				i += 2 + end
			}
		}
	}
	return 0
}

// tag counts the tag that s begins with and tells its length (1 where `<` begins none).
func (f *feed) tag(s []byte) int {
	if len(s) < 3 {
		return 1
	}
	name, end := s[1:], s[1] == '/'
	if end {
		name = s[2:]
	}
	if name[0]|0x20 < 'a' || name[0]|0x20 > 'z' {
		return 1
	}
	n := tagLen(s)
	if n == 0 {
		f.wasted += len(s)
		return 1
	}
	if f.tags++; !end {
		f.copies += f.weight
	}
	switch name[0] | 0x20 {
	case 'a', 'b', 'c', 'e', 'f', 'i', 'n', 's', 't', 'u':
	default:
		return n
	}
	for i, x := range formatting {
		if !isTag(name, x) {
			continue
		}
		o := &f.open[i]
		if !end {
			w := 1 + n/16
			o.n, o.weight, f.weight = o.n+1, o.weight+w, f.weight+w
		} else if o.n > 0 {
			w := o.weight / o.n
			o.n, o.weight, f.weight = o.n-1, o.weight-w, f.weight-w
		}
		break
	}
	return n
}
