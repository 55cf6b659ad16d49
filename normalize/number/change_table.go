package number

// Words of rise and fall that stand right before what changed: `tăng 17,7%`.
// `tăng lên`, `giảm xuống`, `giảm còn` lead to a level and are not among them.
const (
	upWords   = "tăng|tăng thêm|tăng trưởng|tăng tiếp|thêm|nhích|vọt|leo|rose|rises|rising|up|increased|increase|increases|increase of|an increase of|grew|grow|grows|gained|gains|gain|climb|climbs|climbed|jumped|surged|soared|added|growth of|advanced|higher by|up by|rose by|increased by|grew by|gained by"
	downWords = "giảm|giảm thêm|giảm tiếp|rớt|sụt|sụt giảm|hạ|lao dốc|trượt|lùi|tụt|bốc hơi|mất|trừ đi|giảm sút|fell|falls|fall|falling|down|decreased|decrease|decreases|decrease of|a decrease of|dropped|drop|drops|declined|decline|declines|slid|shrank|shrunk|shrank by|shrunk by|slipped|lost|loses|tumbled|plunged|shed|sank|down by|fell by|decreased by|dropped by|declined by|decline of|drop of|lower by"
	// changeAdverbs may stand between such a word and its number.
	changeAdverbs = "nhẹ|mạnh|nhanh|cao|đều|sâu|vọt|bình|quân|trung|thêm|trưởng|tiếp|chỉ|tới|khoảng|đột|biến|ít|nhiều|trên|by|slightly|sharply|nearly|a|of|another|further"
)
