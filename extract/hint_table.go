package extract

import "strings"

// hint is what an element's class, id, role and tag tell of its content.
type hint uint16

const (
	isJunk        hint = 1 << iota // not the article, whatever it holds
	isWeak                         // not the article, unless it holds most of the text
	isHidden                       // not shown
	isComment                      // readers' comments
	isCaption                      // of a picture
	isByline                       // names the author
	isDate                         // the time of publishing
	isLead                         // the paragraph above the body
	isBodyHint                     // the body, by its class
	isArticleBody                  // the body, by itemprop
	isTitle
	isSource  // names who published first
	isOverlay // a window over the page
)

// nameHints says what a part of a class or id tells. A part is a run of
// letters and digits, in lower case: `box-tinlienquan` has two, `boxComment`
// too. Two parts in a row are looked up joined by "-" first.
var nameHints = map[string]hint{}

// hintWords is nameHints as one writes it.
var hintWords = []struct {
	hint  hint
	words string
}{
	{isJunk, `nav navbar navigation menu submenu mainmenu topmenu sidebar footer breadcrumb breadcrumbs crumb
		related relatednews relatedbox relatedpost relatedposts relatedarticles relatedonenews relatednewsbox relate
		relatedcontent relatedlinks relatednewsboxtype
		lienquan tinlienquan tinkhac tinmoi tinnong tindoc tinxemnhieu cungchuyenmuc tincungchuyenmuc docthem xemthem
		baivietlienquan tinbai docnhieu xemnhieu tin-lien tin-khac lien-quan cung-chuyen doc-nhieu xem-nhieu doc-them xem-them
		bai-lien tin-cu tinmoinhat tin-moi doc-tiep tin-tuc-lien quan-tam
		newsletter subscribe
		breaking-news outbrain taboola dable mgid zergnet revcontent addthis sharethis addtoany disqus
		advert adverts advertisement advertising advertise adsbygoogle banner-ads adslot adzone adszone vmcadszone
		mostread most-read mostviewed most-viewed mostpopular most-popular trending recommended recommendation recommendations
		readmore read-more also-read alsoread seealso see-also more-news morenews more-stories morestories more-on
		social-share share-social socialshare sharebox share-bar sharebar sharebuttons share-buttons sharedaddy sharing
		jp-relatedposts prevnext prev-next post-navigation pagination pager paging
		author-bio authorbio author-box authorbox about-author article-tags post-tags tag-list taglist tags-list box-tags box-tag
		tagbox tagcloud tag-cotnent skip-link screen-reader sr-only visually-hidden visuallyhidden offscreen hidden-print
		subscription toc`},
	{isJunk | isComment, `comment comments commentlist comment-list binhluan binh-luan ykien y-kien boxcomment fb-comments respond
		commentbox`},
	{isJunk | isOverlay, `popup modal lightbox cookie cookies cookiebar cookieconsent consent gdpr paywall-prompt`},
	{isWeak, `aside foot header ads ad adv adsense banner sponsor sponsored promo promotion promoted promobox popular social share
		tag tags keyword keywords topic like follow widget teaser teasers toolbar tools tool rating vote poll survey
		suggest suggestion suggestions recommend print login signup register search weather qrcode
		pullquote disclaimer copyright feedback meta post-meta entry-meta postmeta utility utilities actions
		infobox gallery slideshow carousel swiper overlay tooltip dropdown button btn cta donate donation signin
		story-package embed
		audio podcast player video-list latest headlines featured hot`},
	{isCaption, `caption captions wp-caption-text photocms photo-caption image-caption imagecaption img-caption figcaption
		pcaption picturecaption chuthich chu-thich imagecredit image-credit photo-credit photocredit captionbox tplcaption ptitle expnoedit
		caption-text`},
	{isByline, `byline bylines author authors author-name authorname tacgia tac-gia nguoiviet butdanh but-danh authormail
		writer reporter contributor article-author post-author entry-author dr-author author-info news-author bottom-author`},
	{isDate, `date datetime time publish published pubdate publishdate publish-date publish-time ngaydang ngay-dang
		timestamp dateline detail-time timeago thoigian thoi-gian article-date post-date entry-date published-date created
		publication-date ngay updated modified news-date`},
	{isLead, `sapo lead lede standfirst chapeau summary description excerpt subtitle dek deck intro tomtat tom-tat
		article-summary article-lead detail-sapo news-sapo article-sapo short-content noidungtomtat lead-detail`},
	{isBodyHint, `articlebody article-body article-content articlecontent article-text articletext article__body
		story-body storybody story-content storycontent story-text entry-content entrycontent post-content postcontent post-body
		postbody post-entry td-post-content news-content newscontent newsbody news-body content-detail contentdetail detail-content
		detailcontent body-content body-text bodytext maincontent-detail fck-detail fckdetail afcbc-body cms-body cms-content
		noi-dung noidung noidungchitiet chi-tiet-noi-dung content-news article-main singular-content single-content detail-cmain
		detail__content rte richtext`},
	{isTitle, `title headline tieude tieu-de detail-title title-detail article-title entry-title post-title news-title`},
	{isSource, `source nguon nguontin source-detail link-source source-full source-name article-source news-source sourcename source-text
		nguon-tin artsource original-source`},
}

func init() {
	for _, h := range hintWords {
		for _, w := range strings.Fields(h.words) {
			nameHints[strings.ReplaceAll(w, "__", "-")] |= h.hint
		}
	}
}

// hintStems are looked for at the beginning of a part that is no entry of
// nameHints: compounds are many.
var hintStems = []struct {
	stem string
	hint hint
}{
	{"related", isJunk}, {"tinlienquan", isJunk}, {"lienquan", isJunk}, {"breadcrumb", isJunk}, {"newsletter", isJunk},
	{"taboola", isJunk}, {"outbrain", isJunk}, {"advert", isJunk}, {"sidebar", isJunk}, {"cookie", isJunk},
	{"binhluan", isJunk | isComment}, {"tincungchuyenmuc", isJunk}, {"recommend", isJunk}, {"subscri", isJunk},
	{"mostread", isJunk}, {"mostpopular", isJunk}, {"xemthem", isJunk}, {"docthem", isJunk},
	{"socialshare", isJunk}, {"sharebutton", isJunk}, {"kbwscwlr", isJunk},
}

// negations before a part turn it around: `has-sidebar`, `no-comments`,
// `with-ads` tell of the page, not of the element.
func isNegation(s string) bool {
	switch s {
	case "has", "no", "not", "with", "without", "js", "is", "show", "hide", "enable", "enabled", "disable", "non":
		return true
	}
	return false
}

// classHints reads a class or id attribute.
func classHints(v string) (h hint) {
	if len(v) > 600 {
		v = v[:600]
	}
	var buf [96]byte
	for len(v) > 0 {
		// a name: up to white space
		for len(v) > 0 && (v[0] == ' ' || v[0] == '\n' || v[0] == '\t' || v[0] == '\r') {
			v = v[1:]
		}
		end := 0
		for end < len(v) && v[end] != ' ' && v[end] != '\n' && v[end] != '\t' && v[end] != '\r' {
			end++
		}
		name := v[:end]
		v = v[end:]
		if len(name) < 2 || len(name) > 90 {
			continue
		}
		// its parts; prev is where the one before begins in buf
		prev, negated, parts := -1, false, 0
		n := 0
		for i := 0; i < len(name); {
			c := name[i]
			if !isAlnum(c) {
				i++
				continue
			}
			if parts > 0 {
				buf[n] = '-'
				n++
			}
			start := n
			upper := false
			for i < len(name) && isAlnum(name[i]) {
				c := name[i]
				if c >= 'A' && c <= 'Z' {
					if upper && n > start { // camelCase: a new part
						break
					}
					c |= 0x20
				} else {
					upper = true
				}
				buf[n] = c
				n++
				i++
			}
			part := buf[start:n]
			parts++
			if parts == 1 && isNegation(string(part)) {
				negated = true
			}
			if negated {
				prev = start
				continue
			}
			var f hint
			if prev >= 0 {
				f = nameHints[string(buf[prev:n])]
			}
			if f == 0 {
				f = nameHints[string(part)]
			}
			if f == 0 && len(part) > 6 {
				f = stemHint(part)
			}
			h |= f
			prev = start
			if n+2 >= len(buf) {
				break
			}
		}
	}
	return h
}

func stemHint(part []byte) hint {
	for _, s := range hintStems {
		if len(part) > len(s.stem) && string(part[:len(s.stem)]) == s.stem {
			return s.hint
		}
	}
	return 0
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
