package extract

// rule says where the parts of a site's pages stand, as selectors (site.go). What
// is left empty is found as on any page. body and lead are joined in reading
// order; of several bodies the one with the most text is it. junk is left out
// on top of what is left out anywhere.
type rule struct {
	body, lead, title, author, time, section, junk string
}

// Publishing systems that several papers share.
var (
	// VCCorp: a `VCSortableInPreviewMode` box for all that is put into a text.
	vccorp = rule{
		body:    ".detail-content, #main-detail-body, .detail-cmain",
		lead:    ".detail-sapo, [data-role=sapo]",
		title:   "h1.detail-title, h1[data-role=title], h1.article-title",
		author:  ".detail-author-bot .name, .author-item-name .name, .detail-author-top .name, .detail-author .name, .detail-author, [data-role=author]",
		time:    "[data-role=publishdate], .detail-time",
		section: "[data-role=cate-name]",
		junk:    "[type=RelatedOneNews], [type=RelatedNewsBox], [type=RelatedNews], .link-content-footer, .link-source-wrapper, .box-author-detail",
	}
	// The older VCCorp pages of the kenh14 family.
	vccorpOld = rule{
		body:    ".knc-content, #ContentDetail, .detail-content",
		lead:    ".knc-sapo, h2.sapo",
		title:   "h1.kbwc-title, h1.title",
		author:  ".kbwcm-author, .p-author .detail-author, .author",
		time:    ".kbwcm-time, .pdate, .date_time",
		section: ".kbwcm-cate, [data-role=cate-name]",
		junk:    ".knc-relate-wrapper, .link-content-footer, .link-source-wrapper, .relationnews, .tinlienquan, .tindnd, .chisochungkhoan, [type=RelatedOneNews], [type=RelatedNewsBox]",
	}
	// ePi / Hemera: BEM names, `article__body cms-body`.
	epi = rule{
		body:    ".article__body, .cms-body, .zce-content-body",
		lead:    ".article__sapo, .cms-desc",
		title:   "h1.article__title, h1.cms-title, .article__title",
		author:  ".article__author .name, .article__author, .cms-author",
		time:    ".article__meta time, time.time, .article__time, .cms-date",
		section: ".breadcrumbs .main a, .bc-item a",
		junk:    ".article__story, .article__tag, .cms-relate, .article__related, .article__source, article.story, .notebook",
	}
	// MasterCMS: `__MASTERCMS_CONTENT`.
	masterCMS = rule{
		body:    ".__MASTERCMS_CONTENT, .article-detail-content, .post-content",
		lead:    ".article-detail-desc, .detail-desc, .post-desc",
		title:   "h1.article-detail-title, h1.detail-title, h1.post-title",
		author:  ".article-detail-author, .detail-author, .post-author",
		time:    ".article-publish-date, .article-detail-date, .format_date, .detail-date, .post-date",
		section: ".article-detail-cat, .breadcrumb a",
		junk:    ".__MASTERCMS_CONTENT_BOX, .article-tag, .bx-related, .clearfix-related, .__mb_article_in_image_box",
	}
	// The `b-maincontent` pages.
	bMain = rule{
		body:    ".b-maincontent, article.entry",
		lead:    ".sc-longform-header-sapo, .c-detail-head__sapo, .c-news-detail__sapo, h2.desc",
		title:   "h1.sc-longform-header-title, h1.c-detail-head__title, h1.c-news-detail__title",
		author:  ".sc-longform-header-author, .c-detail-head__author",
		time:    ".sc-longform-header-date, .c-detail-head__time, .c-news-detail__time",
		section: ".sc-longform-header-cate, .c-detail-head__cat",
		junk:    ".c-box, .c-widget-tags, .c-template-related",
	}
	// WordPress and themes on it.
	wordpress = rule{
		body:    ".entry-content, .td-post-content, .post-content",
		lead:    ".entry-summary, .td-post-sub-title",
		title:   "h1.entry-title, h1.tdb-title-text",
		author:  ".entry-author-name, .td-post-author-name a, .author.vcard a",
		time:    "time.entry-date",
		section: ".entry-category a",
	}
	// Liferay, of many ministries.
	liferay = rule{
		body:   ".journal-content-article .content-detail, .journal-content-article .noidung, .journal-content-article",
		lead:   ".journal-content-article .sapo, .journal-content-article .summary",
		title:  ".journal-content-article h1, h1.title-detail, .header-title",
		time:   ".journal-content-article .date, .time-publish, .article-date",
		author: ".journal-content-article .author",
	}
)

// siteTable is the rule of each site: one line or block a site, in alphabetical
// order, so that anybody can add a newspaper. A rule holds for the domain and
// all hosts under it. Several domains with the same pages stand in one entry,
// the first names the rule.
//
// To add one: save an article, see what `solieu extract --url ADDRESS FILE`
// makes of it, write the line for what is wrong (often it is the name of a
// publishing system above), a line in publisherTable, and a folder in
// testdata/pages with a page in the manner of the site's markup in sentences of
// your own, its meta.json with the url; `go test ./extract -update` writes what
// is found, to be read.
var siteTable = []struct {
	domain string
	rule
}{
	{"24h.com.vn", rule{body: "#article_body, .cate-24h-foot-arti-deta-content-main", lead: "#article_sapo, .cate-24h-foot-arti-deta-sum", title: "h1#article_title, h1", author: ".nguontin, .author-24h", time: ".cate-24h-foot-arti-deta-cre-post"}},
	{"anninhthudo.vn", epi},
	{"baochinhphu.vn", vccorp},
	{"baodautu.vn", rule{
		body: "#content_detail_news", lead: ".sapo_detail", title: "h1.title-detail, .title-detail", author: "a.author, .author",
		time: ".post-time", section: ".cl_green_bold, .fs16.text-uppercase", junk: ".tinlienquan, .block_author, .list_news_lienquan",
	}},
	{"baogiaothong.vn", vccorp},
	{"baohatinh.vn", epi},
	{"baolaocai.vn", epi},
	{"baonghean.vn", bMain},
	{"baophapluat.vn", epi},
	{"baoquocte.vn", masterCMS},
	{"baotintuc.vn", rule{
		body: ".contents", lead: "h2.sapo, .sapo", title: "h1.detail-title", author: ".author", time: "span.txt, .date",
		section: ".breadcrumb a", junk: ".boxdata, .tinlienquan, .keysword",
	}},
	{"baoxaydung.vn", vccorp},
	{"bnews.vn", rule{body: ".article__content, .post-mid-entry", lead: ".article__sapo, .post-sapo, h2.sapo", title: "h1.article__title, h1.post-title", author: ".article__author, .post-author", time: ".article__time, .post-date", junk: ".article__related, .article__other"}},
	{"bocongan.gov.vn", liferay},
	{"cafebiz.vn", vccorpOld},
	{"cafef.vn", rule{
		body: ".detail-content, .contentdetail, #mainContent", lead: "h2.sapo, .sapo", title: "h1.title", author: "p.author, .author",
		time: ".pdate, [data-role=publishdate]", section: "a.category-page__name, .cat, [data-role=cate-name]",
		junk: ".tinlienquan, .link-content-footer, .link-source-wrapper, .tindnd, .chisochungkhoan, [type=RelatedOneNews], [type=RelatedNewsBox], .stock-info",
	}},
	{"cand.com.vn", rule{body: ".entry-content, .detail-content-body, .box-detail-content", lead: ".box-des-detail, .entry-summary", title: "h1.box-title-detail, h1.entry-title", author: ".box-author, .author", time: ".box-date, .entry-date"}},
	{"chinhphu.vn", rule{body: ".article-body, .detail-content, .content-detail", lead: ".article-summary, .detail-sapo", title: "h1.article-title, h1.detail-title, h1.title", author: ".article-author, .detail-author-bot .name", time: ".article-date, .detail-time, .date", junk: "[type=RelatedOneNews], [type=RelatedNewsBox], .article-related"}},
	{"congluan.vn", bMain},
	{"congly.vn", bMain},
	{"congthuong.vn", masterCMS},
	{"customs.gov.vn", rule{body: ".content-detail, #content-detail, .noidung", lead: ".trichdan, .summary-detail", title: "h1.title-detail, .tieude, h1", author: ".tacgia, .author", time: ".ngaydang, .date-detail", junk: ".tinlienquan, .other-news"}},
	{"daibieunhandan.vn", epi},
	{"dangcongsan.vn", rule{body: ".post-content, .detail-post .content, .detail-post", lead: ".post-summary, .sapo", title: "h1.post-title, h1.title", author: ".post-author, .author", time: ".post-date, .lbPublishedDate"}},
	{"dantri.com.vn", rule{
		body: ".singular-content, .e-magazine__body, #divNewsContent", lead: ".singular-sapo, .e-magazine__sapo", title: "h1.title-page, h1.e-magazine__title",
		author: ".author-name", time: "time.author-time", section: ".breadcrumbs li a",
		junk: ".article-related, .news-tag, .dt-list-news, .singular-related",
	}},
	{"danviet.vn", vccorp},
	{"diendandoanhnghiep.vn", rule{body: ".detail-content, .post-content, #main-detail", lead: ".detail-sapo, .sapo", title: "h1.detail-title, h1.post-title", author: ".detail-author, .author", time: ".detail-date, .date-time"}},
	{"doanhnhansaigon.vn", wordpress},
	{"genk.vn", vccorpOld},
	{"giaoducthoidai.vn", epi},
	{"gso.gov.vn nso.gov.vn", wordpress},
	{"haiquanonline.com.vn", masterCMS},
	{"hanoimoi.vn", bMain},
	{"kenh14.vn", vccorpOld},
	{"kinhtedothi.vn", epi},
	{"laodong.vn", rule{
		body: ".art-body, .article-content", lead: ".chappeau, .abs", title: "h1.title, .title h1", author: ".authors .author, .authors, .art-author",
		time: "time.f-datetime, .f-datetime", section: ".breadcrumb a", junk: ".related-news, .tin-lien-quan, .m-bot.tin-xem-them",
	}},
	{"mae.gov.vn", liferay},
	{"mattran.org.vn", epi},
	{"mic.gov.vn mst.gov.vn", rule{body: ".article-content, .detail-content, .content-detail", lead: ".article-sapo, .detail-sapo, .sapo", title: "h1.article-title, h1.detail-title, h1.title", author: ".article-author, .detail-author, .author", time: ".article-date, .detail-time, .date"}},
	{"mof.gov.vn", rule{body: ".news-content, .content-detail, .detail-content, .ArticleContent", lead: ".news-sapo, .summary, .sapo", title: "h1.news-title, h1.title-detail, .ArticleTitle", author: ".news-author, .author", time: ".news-date, .date-time, .ArticleDate", junk: ".other-news, .news-other"}},
	{"moh.gov.vn", liferay},
	{"moit.gov.vn", rule{body: ".article-content, .the-article-body, .noidung-baiviet", lead: ".article-brief, .article-sapo, .the-article-summary", title: "h1.article-title, h1.the-article-title, .article-title", author: ".article-author, .author", time: ".article-date, .the-article-publish, .publish-date", junk: ".article-relate, .related-articles"}},
	{"mpi.gov.vn", rule{body: ".content-detail, .news-content, .noi-dung", lead: ".sapo, .news-sapo", title: "h1.title-detail, h1.news-title", author: ".author", time: ".date, .news-date"}},
	{"nguoiduatin.vn", vccorp},
	{"nguoiquansat.vn", bMain},
	{"nhandan.vn", epi},
	{"nld.com.vn", vccorp},
	{"nongnghiepmoitruong.vn nongnghiep.vn", rule{body: "[itemprop=articleBody], .content-detail", lead: "h2.detail-intro, .main-intro", title: "h1.detail-title, h1.main-title-super", author: ".author-name, .detail-author", time: ".time-detail, .detail-time"}},
	{"petrotimes.vn", masterCMS},
	{"phunuvietnam.vn", vccorp},
	{"plo.vn", epi},
	{"qdnd.vn", rule{body: ".post-content, .entry-content, #dtContents", lead: ".post-summary, .hero-summary", title: "h1.post-title", author: ".post-author", time: ".post-subinfo, .post-date", junk: ".post-tags, .related-posts"}},
	{"sbv.gov.vn", liferay},
	{"sggp.org.vn", epi},
	{"soha.vn", vccorp},
	{"suckhoedoisong.vn", vccorp},
	{"tapchicongthuong.vn", bMain},
	{"tapchitaichinh.vn", rule{body: ".post-content, .detail-content", lead: ".post-sapo, .detail-sapo", title: "h1.post-title, h1.detail-title", author: ".post-author, .detail-author", time: ".post-date, .detail-date"}},
	{"thanhnien.vn", vccorp},
	{"thesaigontimes.vn", wordpress},
	{"thoibaonganhang.vn", masterCMS},
	{"thoibaotaichinhvietnam.vn", masterCMS},
	{"tienphong.vn", epi},
	{"tinnhanhchungkhoan.vn", epi},
	{"toquoc.vn", vccorp},
	{"tuoitre.vn", vccorp},
	{"vietnam.vn", rule{body: ".article-content, .entry-content, .post-content", lead: ".article-excerpt, .entry-summary", title: "h1.article-title, h1.entry-title, h1.post-title", author: ".article-author", time: ".article-date, .entry-date, .post-date", junk: ".same-tag, .same-category, .same-author, .article-tags"}},
	{"vietnambiz.vn", rule{body: ".vnbcbc-body, .vnbcbcbs-content, .detail-content", lead: ".vnbcbc-sapo, .detail-sapo", title: "h1.vnbcb-title, h1.detail-title", author: ".vnbcbat-author, .vnbcbc-author, .detail-author", time: ".vnbcbat-data, [data-role=publishdate]", junk: ".vnbcbc-relate, .VnBizRelatedNews, [type=RelatedOneNews]"}},
	{"vietnamnet.vn", rule{
		body: ".maincontent, .main-content, #maincontent", lead: ".content-detail-sapo", title: "h1.content-detail-title", author: ".article-detail-author .name, .article-detail-author__info .name",
		time: ".bread-crumb-detail__time, .publish-date", section: ".bread-crumb-detail li a", junk: ".ck-cms-insert-neww-group, .insert-wiki-content, .articles-edit, .vnn-template-noneditable",
	}},
	{"vietnamplus.vn", epi},
	{"vietstock.vn", rule{body: "#article-content, .article-content", lead: ".pHead, .article-head", title: "h1.article-title, .pTitle", author: ".pAuthor, .article-author", time: ".date, .article-date", junk: ".relate-post, .pPublishTimeSource"}},
	{"vneconomy.vn", rule{
		body: "[data-field=body], .detail__content, .contentdetail", lead: ".news-sapo, .detail__summary, [data-field=sapo]", title: "h1.detail__title, h1.name-detail, h1[data-field=title]",
		author: ".detail__author strong, .detail__author a, .detail__author, .author .name", time: ".detail__meta, .date-detail", section: ".detail__category, .breadcrumb a",
		junk: ".detail__tag, .detail__related, .box-tinlienquan, .ads-item",
	}},
	{"vnexpress.net", rule{
		body: "article.fck_detail, .fck_detail", lead: "p.description, h2.description", title: "h1.title-detail, h1.title_news_detail",
		author: ".author_mail strong, p.author_mail, .box-author .name", time: "span.date, .header-content .date", section: ".breadcrumb li a",
		junk: ".box-tinlienquanv2, .related_news, .block_tinlienquan_temp, .list-news, .width_common.box-tinlienquan",
	}},
	{"vov.vn", rule{body: ".article-content, .article__body, .text-long", lead: ".article-summary, .article__sapo, .sapo", title: "h1.article-title, h1.article__title", author: ".article-author, .article__author, .col-12.text-right strong", time: ".article-date, .article__meta time, .col-md-4.mb-2", junk: ".article-related, .related-news"}},
	{"vtcnews.vn vtc.vn", rule{body: ".edittor-content, #content_detail, .content-wrapper", lead: "h2.font18.bold.inline-nb, .single-excerpt", title: "h1.font28, h1", author: ".author-make span, .author-make", time: ".time-update, .post-date", junk: ".expNoEdit.related, .single-tags"}},
	{"vtv.vn", vccorp},
	{"xaydungchinhsach.chinhphu.vn", vccorp},
	{"znews.vn zingnews.vn", rule{body: ".the-article-body", lead: ".the-article-summary", title: "h1.the-article-title", author: ".the-article-credit .author, .the-article-author", time: ".the-article-publish", section: ".the-article-category a", junk: "#innerarticle, .surveywidget, table.article"}},
}
