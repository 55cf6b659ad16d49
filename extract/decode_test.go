package extract_test

import (
	"errors"
	"strings"
	"testing"

	"solieu/extract"
)

const sentence = "Giá trị xuất khẩu gạo của cả nước trong tháng ước đạt 412 triệu USD, tăng 8,5% so với cùng kỳ; Đồng bằng sông Cửu Long vẫn giữ vị trí dẫn đầu với hơn nửa sản lượng."

func TestDecodeUTF8(t *testing.T) {
	for _, c := range []struct{ name, body, http, charset string }{
		{"plain", sentence, "", "utf-8"},
		{"byte order mark", "\ufeff" + sentence, "", "utf-8"},
		{"a server's default", sentence, "ISO-8859-1", "utf-8"},
		{"meta that lies", `<meta charset="windows-1252">` + sentence, "", "utf-8"},
		{"header and a broken byte", sentence + sentence + "\xff" + sentence, "UTF-8", "utf-8"},
	} {
		text, cs, err := extract.Decode([]byte(c.body), c.http)
		if err != nil || cs != c.charset || !strings.Contains(text, sentence) {
			t.Errorf("%s: charset %q, error %v, text %.60q", c.name, cs, err, text)
		}
	}
}

func TestDecodeRefusesWhatIsNoText(t *testing.T) {
	for _, b := range []string{"%PDF-1.4\n%\xe2\xe3", "\x89PNG\r\n\x1a\n\x00\x00", "PK\x03\x04\x14\x00", strings.Repeat("\x00\x01\x02\xff", 100)} {
		if _, _, err := extract.Decode([]byte(b), ""); !errors.Is(err, extract.ErrNotText) {
			t.Errorf("%.8q: %v", b, err)
		}
	}
}
