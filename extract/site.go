package extract

import (
	"strings"

	"golang.org/x/net/html"
)

// site is the rule for the pages of one domain: where their parts stand.
type site struct {
	domain                                         string
	body, lead, title, author, time, section, junk selector
}

// selector is a list of alternatives, each a path of simple selectors: tag,
// .class, #id, [attr] and [attr=value] joined, an ancestor before its
// descendant. It is CSS as far as the site table needs, tested against one
// node at a time while the walk's list is read.
type selector [][]simple

type simple struct {
	tag, id string
	classes []string
	attrs   [][2]string // name, value; value "*" is any
}

// mustSelector reads a selector; a bad one is a fault of our table.
func mustSelector(s string) selector {
	var sel selector
	for alt := range strings.SplitSeq(s, ",") {
		var path []simple
		for _, word := range strings.Fields(alt) {
			path = append(path, readSimple(word))
		}
		if len(path) > 0 {
			sel = append(sel, path)
		}
	}
	return sel
}

func readSimple(s string) (m simple) {
	for s != "" {
		end := 1
		for end < len(s) && s[end] != '.' && s[end] != '#' && s[end] != '[' {
			if s[0] == '[' && s[end] == ']' {
				end++
				break
			}
			end++
		}
		if s[0] == '[' {
			if i := strings.IndexByte(s, ']'); i > 0 {
				end = i + 1
			}
		}
		part := s[:end]
		s = s[end:]
		switch part[0] {
		case '.':
			m.classes = append(m.classes, part[1:])
		case '#':
			m.id = part[1:]
		case '[':
			name, value, ok := strings.Cut(strings.Trim(part, "[]"), "=")
			if !ok {
				value = "*"
			}
			m.attrs = append(m.attrs, [2]string{name, strings.Trim(value, `"'`)})
		default:
			m.tag = part
		}
	}
	if m.tag == "" && m.id == "" && m.classes == nil && m.attrs == nil {
		panic("extract: empty selector in the site table")
	}
	return m
}

// match tells whether the selector names n.
func (sel selector) match(n *html.Node) bool {
	for _, path := range sel {
		last := len(path) - 1
		if !path[last].match(n) {
			continue
		}
		up := n.Parent
		i := last - 1
		for ; i >= 0; i-- {
			for up != nil && !path[i].match(up) {
				up = up.Parent
			}
			if up == nil {
				break
			}
			up = up.Parent
		}
		if i < 0 {
			return true
		}
	}
	return false
}

func (m *simple) match(n *html.Node) bool {
	if n.Type != html.ElementNode || m.tag != "" && m.tag != n.Data {
		return false
	}
	if m.id == "" && len(m.classes) == 0 && len(m.attrs) == 0 {
		return true
	}
	if m.id != "" && attr(n, "id") != m.id {
		return false
	}
	if len(m.classes) > 0 {
		c := attr(n, "class")
		for _, want := range m.classes {
			if !hasClass(c, want) {
				return false
			}
		}
	}
	for _, a := range m.attrs {
		if a[1] == "*" && !hasAttr(n, a[0]) || a[1] != "*" && attr(n, a[0]) != a[1] {
			return false
		}
	}
	return true
}

// hasClass tells whether a class attribute lists a name.
func hasClass(list, name string) bool {
	for at := 0; ; {
		i := strings.Index(list[at:], name)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(name)
		if (at == 0 || list[at-1] <= ' ') && (end == len(list) || list[end] <= ' ') {
			return true
		}
		at = end
	}
}

// find is the elements that a selector names and that have text: those of its
// first alternative that names any, for the alternatives stand in order of
// trust. Boxes that are not the article are passed over.
func (p *page) find(sel selector) (found []int32) {
	for i := range sel {
		alt := sel[i : i+1]
		for id := range p.elems {
			if alt.match(p.elems[id].n) && !p.insideJunk(int32(id)) && !p.inside(int32(id), isComment) && hasText(p.elems[id].n, 0) {
				found = append(found, int32(id))
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

func hasText(n *html.Node, depth int) bool {
	if n.Type == html.TextNode {
		return strings.TrimSpace(n.Data) != ""
	}
	for c := n.FirstChild; c != nil && depth < 12; c = c.NextSibling {
		if hasText(c, depth+1) {
			return true
		}
	}
	return false
}

// site is the rule for the page's domain, nil where there is none.
func (p *page) site() *site {
	if p.opt.NoSiteRules {
		return nil
	}
	for host := p.host(); strings.Contains(host, "."); {
		if s := sites[host]; s != nil {
			return s
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return nil
}

var sites = map[string]*site{}

func init() {
	for _, r := range siteTable {
		s := &site{domain: r.domain}
		for _, f := range []struct {
			sel *selector
			css string
		}{{&s.body, r.body}, {&s.lead, r.lead}, {&s.title, r.title}, {&s.author, r.author}, {&s.time, r.time}, {&s.section, r.section}, {&s.junk, r.junk}} {
			if f.css != "" {
				*f.sel = mustSelector(f.css)
			}
		}
		for _, d := range strings.Fields(r.domain) {
			sites[d] = s
		}
		s.domain, _, _ = strings.Cut(r.domain, " ") // the first names the rule
	}
}
