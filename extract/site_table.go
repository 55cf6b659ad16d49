package extract

// siteTable says where the parts of a page stand, one block a site, in
// alphabetical order. body may match several elements: their text is joined in
// reading order. What is left empty is found as on any page; junk is left out
// on top of what is left out anywhere.
var siteTable = []struct {
	domain, body, lead, title, author, time, section, junk string
}{
	{
		domain: "baochinhphu.vn",
		body:   ".detail-content",
		lead:   ".detail-sapo",
		title:  "h1.detail-title",
		author: ".detail-author-bot .name, .detail-author-top .name",
		time:   ".detail-time",
	},
	{
		domain: "tuoitre.vn",
		body:   ".detail-content",
		lead:   ".detail-sapo",
		title:  "h1.detail-title",
		author: ".detail-author-bot .name, .author-item-name .name",
		time:   "[data-role=publishdate]",
	},
	{
		domain: "vietnamnet.vn",
		body:   ".maincontent",
		lead:   ".content-detail-sapo",
		title:  "h1.content-detail-title",
		author: ".article-detail-author .name",
		time:   ".bread-crumb-detail__time, .publish-date",
	},
	{
		domain: "vnexpress.net",
		body:   "article.fck_detail",
		lead:   "p.description",
		title:  "h1.title-detail",
		author: ".author_mail strong, p.author_mail",
		time:   "span.date",
	},
}
