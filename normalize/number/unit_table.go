package number

// The units of measure and money. One unit a line: its code as
// GUIDELINES.md has it (ISO 4217 for money, UCUM for measures), and all its
// spellings, parted by |. Case does not matter, except where `exact` below
// says so. A spelling stands once in the whole table, or the program does not
// start.

// unitKind is the family of a unit, and prints as the fact field unit_kind.
type unitKind uint8

const (
	kindNone unitKind = iota
	kindCurrency
	kindPercent
	kindPoints
	kindCount
	kindPhysical
	kindDuration
	kindMultiple
	kindRank
	kindRate
)

func (k unitKind) String() string {
	return [...]string{"", "currency", "percent", "points", "count", "physical", "duration", "multiple", "rank", "rate"}[k]
}

type unitLine struct {
	code  string
	kind  unitKind
	names string
}

var unitTable = []unitLine{
	// Money. Vietnamese news writes codes, symbols and names.
	{"AED", kindCurrency, "AED|dirham|dirhams|điram|Dirham UAE|UAE dirhams"},
	{"AUD", kindCurrency, "AUD|A$|AU$|đô la Úc|đô-la Úc|đôla Úc|đô Úc|đô la Australia|Australian dollar|Australian dollars"},
	{"BRL", kindCurrency, "BRL|R$|real Brazil|reais|Real Braxin|Brazilian reals"},
	{"CAD", kindCurrency, "CAD|C$|CA$|đô la Canada|đôla Canada|đô Canada|Canadian dollar|Canadian dollars"},
	{"CHF", kindCurrency, "CHF|franc Thụy Sĩ|phrăng Thụy Sĩ|Swiss franc|Swiss francs"},
	{"CNY", kindCurrency, "CNY|RMB|nhân dân tệ|đồng nhân dân tệ|NDT|tệ|yuan|renminbi|Chinese yuan|CN¥"},
	{"DKK", kindCurrency, "DKK|krone Đan Mạch|Danish krone|Danish kroner"},
	{"EUR", kindCurrency, "EUR|€|euro|euros|ơ rô|ơ-rô|đồng euro"},
	{"GBP", kindCurrency, "GBP|£|bảng Anh|bảng|pound sterling|pounds sterling|pound|pounds|đồng bảng Anh|quid|British pounds"},
	{"HKD", kindCurrency, "HKD|HK$|đô la Hồng Kông|đôla Hồng Kông|đô la Hong Kong|đôla Hong Kong|Hong Kong dollar|Hong Kong dollars"},
	{"IDR", kindCurrency, "IDR|rupiah|Rupiah Indonesia|Indonesian rupiahs"},
	{"ILS", kindCurrency, "ILS|₪|shekel|shekels|Sheqel Israel mới|Israeli new shekels"},
	{"INR", kindCurrency, "INR|₹|rupee|rupees|ru pi|ru-pi|Rs|rupi|rupee Ấn Độ|Indian rupee|Indian rupees"},
	{"JPY", kindCurrency, "JPY|¥|yên|yên Nhật|yen|yen Nhật|JP¥|Japanese yen|đồng yên"},
	{"KHR", kindCurrency, "KHR|riel|riên|Riel Campuchia|Cambodian riels"},
	{"KRW", kindCurrency, "KRW|₩|won|uôn|won Hàn Quốc|South Korean won|Korean won"},
	{"KWD", kindCurrency, "KWD|dinar Kuwait|Kuwaiti dinar|Kuwaiti dinars"},
	{"LAK", kindCurrency, "LAK|₭|kíp Lào|kip Lào|kíp|kip|Laotian kips"},
	{"MMK", kindCurrency, "MMK|kyat|Kyat Myanma|Myanmar kyats"},
	{"MXN", kindCurrency, "MXN|peso Mexico|Mexican peso|Mexican pesos|MX$"},
	{"MYR", kindCurrency, "MYR|ringgit|ringgits|ring git|Ringgit Malaysia|Malaysian ringgits"},
	{"NOK", kindCurrency, "NOK|krone Na Uy|Norwegian krone|Norwegian kroner"},
	{"NZD", kindCurrency, "NZD|NZ$|đô la New Zealand|đôla New Zealand|New Zealand dollar|New Zealand dollars"},
	{"PHP", kindCurrency, "PHP|₱|peso|pesos|peso Philippines|Philippine peso|Philippine pesos|Peso Philipin"},
	{"PLN", kindCurrency, "PLN|zloty|zlotys|Zloty Ba Lan|Polish zlotys"},
	{"RUB", kindCurrency, "RUB|₽|rúp|rúp Nga|rouble|roubles|ruble|rubles|đồng rúp|Russian rubles"},
	{"SAR", kindCurrency, "SAR|riyal|riyals|Riyal Ả Rập Xê-út|Saudi riyals"},
	{"SEK", kindCurrency, "SEK|krona|kronor|krona Thụy Điển|Swedish krona|Swedish kronor"},
	{"SGD", kindCurrency, "SGD|S$|đô la Singapore|đôla Singapore|đô Singapore|đô Sing|Singapore dollar|Singapore dollars"},
	{"THB", kindCurrency, "THB|฿|baht|bạt|bạt Thái|baht Thái|baht Thái Lan|Thai baht|Bạt Thái Lan"},
	{"TRY", kindCurrency, "TRY|₺|lira|liras|Lia Thổ Nhĩ Kỳ|Turkish Lira"},
	{"TWD", kindCurrency, "TWD|NT$|đô la Đài Loan|đài tệ|Tân Đài tệ|Taiwan dollar|Taiwan dollars|New Taiwan dollar|New Taiwan dollars|Đô la Đài Loan mới"},
	{"UAH", kindCurrency, "UAH|₴|hryvnia|hryvnias|Hryvnia Ukraina|Ukrainian hryvnias"},
	{"USD", kindCurrency, "USD|$|US$|USD $|US dollar|US dollars|U.S. dollar|U.S. dollars|đô la Mỹ|đô-la Mỹ|đôla Mỹ|đô Mỹ|đô la|đô-la|đôla|đô|dollar|dollars|dollar Mỹ|Mỹ kim|đồng đô la|đô la Hoa Kỳ|buck|bucks"},
	{"VND", kindCurrency, "VND|VNĐ|đồng|đ|₫|đồng Việt Nam|Việt Nam đồng|tiền đồng|dong|Vietnamese dong|VN đồng|VN$"},
	{"ZAR", kindCurrency, "ZAR|rand|Rand Nam Phi|South African rand"},
	{"BTC", kindCurrency, "BTC|bitcoin|bitcoins"},
	{"ETH", kindCurrency, "ETH|ether"},
	{"USDT", kindCurrency, "USDT"},

	// Parts of a hundred.
	{"%", kindPercent, "%|phần trăm|percent|per cent|pct"},
	{"[ppth]", kindPercent, "‰|phần nghìn|phần ngàn|per mille|per mil|permille"},
	{"[ppm]", kindPercent, "ppm|phần triệu|parts per million"},
	{"[ppb]", kindPercent, "ppb|phần tỷ|phần tỉ|parts per billion"},
	{"pp", kindPoints, "điểm phần trăm|điểm %|percentage point|percentage points|đpt|đ%|ppts|per centage points|percent point|percent points"},
	{"bp", kindPoints, "bp|bps|basis point|basis points"},
	{"{điểm cơ bản}", kindPoints, "điểm cơ bản"},
	{"{điểm}", kindPoints, "điểm|point|points"},

	// Times another thing. `lần` is told from the count {lần} by its neighbours (multiple.go).
	{"x", kindMultiple, "lần|times|fold"},
	{"rank", kindRank, "bậc|hạng|place|places|spots|notches"},

	// Time as a measure.
	{"ns", kindDuration, "ns|nano giây|nanosecond|nanoseconds"},
	{"us", kindDuration, "µs|μs|micro giây|microsecond|microseconds|micrô giây"},
	{"ms", kindDuration, "ms|mili giây|mi li giây|miligiây|millisecond|milliseconds"},
	{"s", kindDuration, "giây|s|sec|secs|second|seconds|giây đồng hồ"},
	{"min", kindDuration, "phút|p|ph|min|mins|minute|minutes|phút đồng hồ"},
	{"h", kindDuration, "giờ|tiếng|h|hr|hrs|hour|hours|giờ đồng hồ|tiếng đồng hồ|giờ đồng"},
	{"d", kindDuration, "ngày|ngày đêm|ngđ|day|days"},
	{"wk", kindDuration, "tuần|tuần lễ|week|weeks|wks"},
	{"mo", kindDuration, "tháng|tháng tuổi|month|months|mths"},
	{"a", kindDuration, "năm|tuổi|year|years|yr|yrs|niên|tuổi đời|years old|year old"},
	{"{thập kỷ}", kindDuration, "thập kỷ|thập kỉ|thập niên|decade|decades"},
	{"{thế kỷ}", kindDuration, "thế kỷ|thế kỉ|century|centuries"},
	{"{quý}", kindDuration, "quý|quarters|qtrs"},

	// Length. Area and volume follow below, and by ² ³ or a 2 or 3 behind (unit.go).
	{"nm", kindPhysical, "nm|na nô mét|nano mét|nanomet|nanomét|nanometer|nanometers|nanometre|nanometres|na-nô-mét"},
	{"um", kindPhysical, "µm|μm|um|micron|microns|micromet|micromét|mi crô mét|muy crô mét|micrô mét|micro mét|micrometer|micrometers|micrometre|micrometres|micrômét"},
	{"mm", kindPhysical, "mm|mi li mét|mili mét|milimet|milimét|mi-li-mét|ly|li|millimeter|millimeters|millimetre|millimetres"},
	{"cm", kindPhysical, "cm|xăng ti mét|xen ti mét|xăng-ti-mét|centimet|centimét|xentimét|xentimet|centimeter|centimeters|centimetre|centimetres|cen ti mét|xăng ti|xen ti"},
	{"dm", kindPhysical, "dm|đề xi mét|đề-xi-mét|decimet|đêximét|đềximét|decimeters"},
	{"m", kindPhysical, "m|mét|met|metre|metres|meter|meters|thước|mét dài|m dài|mét ngang|m ngang"},
	{"km", kindPhysical, "km|cây số|ki lô mét|kilômét|kilomet|kilomét|ki-lô-mét|kilometer|kilometers|kilometre|kilometres|kms|ki lo mét|kilô mét"},
	{"[in_i]", kindPhysical, "inch|inches|in-sơ|\"|inh|″|''"},
	{"[ft_i]", kindPhysical, "feet|foot|ft"},
	{"[yd_i]", kindPhysical, "yard|yards|yd"},
	{"[mi_i]", kindPhysical, "mile|miles|dặm|dặm Anh|mi"},
	{"[nmi_i]", kindPhysical, "hải lý|hải lí|nautical mile|nautical miles|nmi"},
	{"[ly]", kindPhysical, "năm ánh sáng|light year|light years|light-year|light-years"},

	// Area.
	{"mm2", kindPhysical, "mm²|mm vuông|mi li mét vuông|milimet vuông|milimét vuông"},
	{"cm2", kindPhysical, "cm²|cm vuông|xăng ti mét vuông|xen ti mét vuông|centimet vuông|xăng-ti-mét vuông|xentimét vuông|square centimeters"},
	{"dm2", kindPhysical, "dm²|đề xi mét vuông"},
	{"m2", kindPhysical, "m²|m vuông|mét vuông|met vuông|square meter|square meters|square metre|square metres|sqm|sq m|m sàn|m² sàn"},
	{"km2", kindPhysical, "km²|km vuông|ki lô mét vuông|kilômét vuông|kilomet vuông|kilomét vuông|ki-lô-mét vuông|cây số vuông|square kilometer|square kilometers|square kilometre|square kilometres|sq km"},
	{"ha", kindPhysical, "ha|héc ta|hec ta|hecta|héc-ta|hécta|hectare|hectares"},
	{"{sào}", kindPhysical, "sào"},
	{"{mẫu}", kindPhysical, "mẫu ruộng|mẫu đất|mẫu tây|mẫu ta"},
	{"{công}", kindPhysical, "công đất|công ruộng|công lúa"},
	{"[acr_us]", kindPhysical, "acre|acres|mẫu Anh"},
	{"[sft_i]", kindPhysical, "square foot|square feet|sq ft|foot vuông|feet vuông|ft²"},
	{"[smi_us]", kindPhysical, "square mile|square miles|sq mi|dặm vuông|mi²"},

	// Volume.
	{"mm3", kindPhysical, "mm³|mm khối|mi li mét khối"},
	{"cm3", kindPhysical, "cm³|cm khối|xăng ti mét khối|xen ti mét khối|centimet khối|xăng-ti-mét khối|cc|phân khối|cubic centimeter|cubic centimeters|xentimét khối"},
	{"dm3", kindPhysical, "dm³|đề xi mét khối"},
	{"m3", kindPhysical, "m³|m khối|mét khối|met khối|khối nước|cubic meter|cubic meters|cubic metre|cubic metres"},
	{"km3", kindPhysical, "km³|km khối|ki lô mét khối|kilômét khối|cubic kilometers"},
	{"mL", kindPhysical, "ml|mi li lít|mililit|mililít|mi-li-lít|milliliter|milliliters|millilitre|millilitres"},
	{"cL", kindPhysical, "cl|xentilít|centiliters"},
	{"L", kindPhysical, "l|lít|lit|liter|liters|litre|litres"},
	{"hL", kindPhysical, "hl|héc tô lít|hectolit|hectolít|hectôlít|hectoliters"},
	{"[bbl_us]", kindPhysical, "thùng dầu|thùng dầu thô|barrel|barrels|bbl"},
	{"[gal_us]", kindPhysical, "gallon|gallons|ga lông|galông|ga-lông|gal"},
	{"[cft_i]", kindPhysical, "cubic foot|cubic feet|feet khối|foot khối|ft³"},

	// Weight.
	{"ng", kindPhysical, "nanogam|nanogram"},
	{"ug", kindPhysical, "µg|μg|mcg|microgam|microgram|micrograms|mi crô gam|muy crô gam|micrôgam"},
	{"mg", kindPhysical, "mg|mi li gam|miligam|mi-li-gam|milligram|milligrams|miligram"},
	{"g", kindPhysical, "g|gam|gram|grams|gr"},
	{"{lạng}", kindPhysical, "lạng"},
	{"kg", kindPhysical, "kg|ki lô gam|ki lô|kí lô|ký lô|kilogam|ki-lô-gam|kilôgam|kilogram|kilograms|kilo|kilos|kgs|cân|ký|kí"},
	{"{yến}", kindPhysical, "yến"},
	{"{tạ}", kindPhysical, "tạ"},
	{"t", kindPhysical, "tấn|t|tonne|tonnes|ton|tons|metric ton|metric tons|metric tonnes|tấn hệ mét"},
	{"{lượng}", kindPhysical, "lượng|lượng vàng|cây vàng|lạng vàng|tael|taels"},
	{"{chỉ}", kindPhysical, "chỉ vàng"},
	{"[car_m]", kindPhysical, "carat|carats|cara"},
	{"[oz_av]", kindPhysical, "oz av|fluid ounce"},
	{"[oz_tr]", kindPhysical, "oz|ounce|ounces|ao-xơ|ounce vàng|troy ounce|troy ounces|aoxơ|troi aoxơ|ozt|oz t"},
	{"[lb_av]", kindPhysical, "lb|lbs|cân Anh|pao"},
	{"{DWT}", kindPhysical, "DWT"},

	// Energy, power, electricity.
	{"J", kindPhysical, "J|jun|joule|joules"},
	{"kJ", kindPhysical, "kJ|ki lô jun|kilojoule|kilojoules|kilô jun"},
	{"MJ", kindPhysical, "megajoule|megajoules"},
	{"GJ", kindPhysical, "GJ|gigajoule|gigajoules"},
	{"TJ", kindPhysical, "terajoule"},
	{"cal", kindPhysical, "cal|ca lo|calo"},
	{"kcal", kindPhysical, "kcal|ki lô ca lo|kilocalo|kilocalorie|kilocalories|calories|calorie|kilôcalo"},
	{"[Btu]", kindPhysical, "BTU|British thermal unit|British thermal units"},
	{"M[Btu]", kindPhysical, "mmBTU"},
	{"W.h", kindPhysical, "Wh|oát giờ|watt giờ"},
	{"kW.h", kindPhysical, "kWh|kW.h|ki lô oát giờ|kilowatt giờ|kilowatt hour|kilowatt hours|kilowatt-hour|kilowatt-hours|số điện|ki-lô-oát giờ|kilôoát giờ"},
	{"MW.h", kindPhysical, "MWh|megawatt giờ|megawatt hour|megawatt hours|megawatt-hours"},
	{"GW.h", kindPhysical, "GWh|gigawatt giờ|gigawatt hour|gigawatt hours|gigawatt-hours"},
	{"TW.h", kindPhysical, "TWh|terawatt giờ|terawatt hour|terawatt hours|terawatt-hours"},
	{"mW", kindPhysical, "mi li oát|miliwatt|milioát|milliwatts"},
	{"W", kindPhysical, "W|oát|watt|watts"},
	{"kW", kindPhysical, "kW|ki lô oát|kilowatt|kilowatts|kilôoát|ki-lô-oát"},
	{"MW", kindPhysical, "MW|mê ga oát|megawatt|megawatts|mê-ga-oát|Megaoát"},
	{"GW", kindPhysical, "GW|gi ga oát|gigawatt|gigawatts|gigaoát"},
	{"TW", kindPhysical, "TW|tê ra oát|terawatt|terawatts"},
	{"kW{p}", kindPhysical, "kWp"},
	{"MW{p}", kindPhysical, "MWp"},
	{"GW{p}", kindPhysical, "GWp"},
	{"kV.A", kindPhysical, "kVA"},
	{"MV.A", kindPhysical, "MVA"},
	{"[HP]", kindPhysical, "hp|horsepower|sức ngựa"},
	{"{CV}", kindPhysical, "CV"},
	{"{mã lực}", kindPhysical, "mã lực"},
	{"mV", kindPhysical, "mV|mi li vôn"},
	{"V", kindPhysical, "V|vôn|volt|volts"},
	{"kV", kindPhysical, "kV|ki lô vôn|kilovolt|kilovolts"},
	{"mA", kindPhysical, "mA|mi li am pe|miliampe|mili ampe|milliamperes"},
	{"A", kindPhysical, "am pe|ampe|amp|amps|ampere|amperes"},
	{"mA.h", kindPhysical, "mAh"},
	{"A.h", kindPhysical, "Ah"},
	{"Ohm", kindPhysical, "Ω|ohm|ohms|ôm"},
	{"N", kindPhysical, "niu tơn|newton|newtons"},
	{"N.m", kindPhysical, "N.m|newton mét"},
	{"kN", kindPhysical, "kN"},
	{"eV", kindPhysical, "eV|electronvôn|electronvolts"},
	{"MeV", kindPhysical, "MeV"},
	{"GeV", kindPhysical, "GeV"},
	{"TeV", kindPhysical, "TeV"},

	// Frequency, sound, light, pressure, angle, heat.
	{"Hz", kindPhysical, "Hz|hẹc|héc|hertz"},
	{"kHz", kindPhysical, "kHz|ki lô hẹc|ki lô héc|kilohertz"},
	{"MHz", kindPhysical, "MHz|mê ga hẹc|mê ga héc|megahertz"},
	{"GHz", kindPhysical, "GHz|gi ga hẹc|gi ga héc|gigahertz"},
	{"dB", kindPhysical, "dB|dBA|đề xi ben|decibel|decibels|đê xi ben"},
	{"lm", kindPhysical, "lumen|lumens|lm"},
	{"lx", kindPhysical, "lux|lx"},
	{"{nit}", kindPhysical, "nit|nits"},
	{"{dpi}", kindPhysical, "dpi|ppi"},
	{"Pa", kindPhysical, "Pa|pascal|pa xcan|paxcan|pascals"},
	{"hPa", kindPhysical, "hPa|héc tô pa xcan|hectopascal|héctô pascal|hectopascals"},
	{"kPa", kindPhysical, "kPa|ki lô pa xcan|kilopascal|kilopascals"},
	{"MPa", kindPhysical, "MPa|mê ga pa xcan|megapascal|mêga pascal|megapascals"},
	{"bar", kindPhysical, "bar|bars"},
	{"atm", kindPhysical, "atm|át mốt phe|atmosphere|átmốtphe|atmospheres"},
	{"[psi]", kindPhysical, "psi|pound/inch vuông|pounds-force per square inch"},
	{"mm[Hg]", kindPhysical, "mmHg|milimét thủy ngân|mm Hg|millimeters of mercury"},
	{"deg", kindPhysical, "°|độ|degree|degrees"},
	{"Cel", kindPhysical, "°C|ºC|độ C|℃|độ xê|degrees Celsius|degree Celsius|celsius|độ Celsius|độ xen xi út|degrees C"},
	{"[degF]", kindPhysical, "°F|ºF|độ F|℉|degrees Fahrenheit|degree Fahrenheit|fahrenheit|độ Fahrenheit|degrees F"},
	{"K", kindPhysical, "°K|ºK|độ K|kelvin|kelvins|độ Kelvin"},
	{"[pH]", kindPhysical, "độ pH"},
	{"{độ Richter}", kindPhysical, "độ Richter|độ richte|độ Rích-te"},
	{"mol", kindPhysical, "mol|moles"},
	{"mmol", kindPhysical, "mmol|milimol"},
	{"{Mach}", kindPhysical, "Mach"},
	{"[kn_i]", kindPhysical, "hải lý một giờ|knot|knots"},

	// Data.
	{"bit", kindPhysical, "bit|bits"},
	{"kbit", kindPhysical, "kbit|kilobit|kilobits|ki lô bit"},
	{"Mbit", kindPhysical, "Mbit|megabit|megabits|mê ga bit"},
	{"Gbit", kindPhysical, "Gbit|gigabit|gigabits|gi ga bit"},
	{"By", kindPhysical, "byte|bytes|bai"},
	{"kBy", kindPhysical, "KB|kilobyte|kilobytes|ki lô bai|kilobai|ki-lô-bai"},
	{"MBy", kindPhysical, "MB|megabyte|megabytes|mê ga bai|megabai"},
	{"GBy", kindPhysical, "GB|gigabyte|gigabytes|gi ga bai|gigabai|Gi ga"},
	{"TBy", kindPhysical, "TB|terabyte|terabytes|tê ra bai|terabai"},
	{"PBy", kindPhysical, "PB|petabyte|petabytes|pê ta bai"},
	{"EBy", kindPhysical, "EB|exabyte|exabytes"},
	{"ZBy", kindPhysical, "ZB|zettabyte|zettabytes"},
	{"bit/s", kindRate, "bit trên giây"},
	{"kbit/s", kindRate, "kbps|kilobit trên giây|ki lô bit trên giây"},
	{"Mbit/s", kindRate, "Mbps|megabit trên giây|mê ga bit trên giây"},
	{"Gbit/s", kindRate, "Gbps|gigabit trên giây|gi ga bit trên giây"},
	{"Tbit/s", kindRate, "Tbps|terabit trên giây"},
	{"{MP}", kindPhysical, "megapixel|megapixels|MP|chấm ảnh"},
	{"{pixel}", kindPhysical, "pixel|pixels|điểm ảnh|px"},
	{"km/h", kindRate, "kmh|kph"},
	{"[mi_i]/h", kindRate, "mph"},
	{"{rpm}", kindRate, "rpm"},

	// Shipping and the like.
	{"{TEU}", kindCount, "TEU|TEUs"},
}

// exact holds the symbols whose case decides: the code of a spelling, "" where
// so written it is no unit. What is not listed takes the table's code.
var exact = map[string]map[string]string{
	"m":    {"M": ""},
	"t":    {"T": ""},
	"g":    {"G": ""},
	"s":    {"S": ""},
	"p":    {"P": ""},
	"h":    {"H": ""},
	"mw":   {"mW": "mW"},
	"nm":   {"Nm": "N.m", "NM": ""},
	"mi":   {"Mi": "", "MI": ""},
	"try":  {"try": "", "Try": ""},
	"php":  {"php": "", "Php": ""},
	"pa":   {"PA": ""},
	"rand": {"Rand": ""},
	"bar":  {"Bar": ""},
	"atm":  {"ATM": "", "Atm": ""},
}

// currencyPrefixes are the marks and codes that stand before their number
// (`$5`, `VND 97,000 billion`, `Rs 20`).
const currencyPrefixes = "$|US$|USD|A$|AU$|C$|CA$|HK$|NZ$|S$|NT$|R$|€|EUR|£|GBP|¥|JP¥|Y=|₩|₫|VND|VNĐ|฿|₹|Rs|Rs.|INR|₱|₽|₪|₺|₴|JPY|CNY|RMB|KRW|THB|SGD|AUD|CAD|CHF|HKD|NZD|MYR|RM|IDR|Rp|TWD|AED|SAR|SEK|NOK|DKK|PLN|RUB|BRL|MXN|ZAR|TRY|PHP|LAK|KHR"

// prefixCodes names the code of the prefixes that are no spelling of the unit table.
var prefixCodes = map[string]string{"US $": "USD", "Y=": "JPY", "Rs.": "INR", "RM": "MYR", "Rp": "IDR", "RS": "INR"}

// subunits are the hundredths of a currency: `hai đô la năm mươi xu`.
const subunits = "xu|xen|cent|cents|pence|penny|hào xu"

// dateUnits are the denominators that say how often: `mỗi ngày`, `một năm`, `hàng năm`, `per day`.
var dateUnits = []unitLine{
	{"s", kindDuration, "giây|second"},
	{"min", kindDuration, "phút|minute"},
	{"h", kindDuration, "giờ|tiếng|hour"},
	{"d", kindDuration, "ngày|ngày đêm|day"},
	{"wk", kindDuration, "tuần|week"},
	{"mo", kindDuration, "tháng|month"},
	{"{quý}", kindDuration, "quý|quarter"},
	{"a", kindDuration, "năm|year"},
}

// countedIn are things that news counts in billions without naming them behind the
// number (`dân số 8 tỷ`); moneyIn are words of money. The nearest before a bare tỷ decides.
const (
	countedIn = "dân|lượt|cổ|thuê|tham|token|bit|view|xem|người"
	priceIn   = "phí|lương|giá|tiền|thưởng|thuế|cọc|trả|tốn|nộp|lãi|lỗ|vay|nợ|bán|mua|vốn|kiếm"
	moneyIn   = "giá|trị|vốn|tiền|đồng|lãi|thu|chi|nợ|đầu|lợi|ngân|lỗ|tài|bán|mua"
)

// subjectUnitTable holds the measures whose name tells the unit of a number said without one;
// in the last line are words that only look so.
var subjectUnitTable = []unitLine{
	{"{điểm}", kindPoints, "điểm|chỉ số|index|VN-Index|S&P|Dow Jones|Nasdaq|AQI"},
	{"a", kindDuration, "tuổi"},
	{"rank", kindRank, "thứ hạng"},
	{"x", kindMultiple, "tỷ lệ chọi|P/E|P/B"},
	{"", kindNone, "thời điểm|cao điểm|địa điểm|quan điểm|đặc điểm|trọng điểm|thí điểm|điểm đến|điểm bán|điểm trường|điểm giao dịch|điểm cầu"},
}

// flows are the first words of what news counts by the million; notAmount are the words that make
// another word of lượng.
var (
	flows     = ids("thuê|khách|hành|du|lượt|người|tài|dân") // first words: thuê bao, hành khách
	notAmount = ids("khối|sản|chất|trọng|dung|năng|thời|doanh|số|lực|hàm|tải|liều|định|ước|thương")
)
