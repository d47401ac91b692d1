//! The names of the months in the languages of the press.

/// The month, 1 to 12, that a `folded` word names, whole or shortened. Names that are also everyday words ("may",
/// "mars", "set") are months only beside a day or a year, which the caller sees to.
pub fn month(folded: &str) -> Option<u8> {
    let word = folded.trim_end_matches('.');
    MONTHS.iter().position(|names| names.split(' ').any(|name| name == word)).and_then(|at| u8::try_from(at + 1).ok())
}

/// One line a month: English, French, German, Spanish, Portuguese, Italian, Dutch, Scandinavian, Polish, Czech,
/// Romanian, Turkish, Indonesian, Russian, Ukrainian, Greek, Arabic (as said in Egypt, in the Maghreb, in the Levant, each
/// in Arabic letters and in Latin ones), Persian spellings of the Gregorian months; without diacritics.
const MONTHS: [&str; 12] = [
    "january jan janvier janv januar jänner janner enero ene janeiro gennaio gen gennaro januari styczen stycznia leden ledna ianuarie ocak oca января янв январь січня ιανουαριου يناير جانفي ينایر yanayir janfi kanun-al-thani ژانویه",
    "february feb febr fevrier fevr fev februar febrero fevereiro febbraio februari luty lutego unor unora februarie subat sub февраля фев февраль лютого φεβρουαριου فبراير فيفري شباط fibrayir fifri shubat فوریه",
    "march mar mars marz maerz marzo marco maart marts marzec marca brezen brezna martie mart maret марта мар март березня μαρτιου مارس اذار آذار maris adhar مارس",
    "april apr avril avr abril abr aprile kwiecien kwietnia duben dubna aprilie nisan nis апреля апр апрель квітня απριλιου ابريل أبريل افريل أفريل نيسان abril avril nisan آوریل",
    "may mai mayo maio maggio mag mei maj maja kveten kvetna mayis мая май травня μαιου مايو ماي ايار أيار mayu ayyar مه",
    "june jun juin juni junio junho giugno giu czerwiec czerwca cerven cervna iunie haziran haz июня июн июнь червня ιουνιου يونيو جوان حزيران yunyu juwan haziran ژوئن",
    "july jul juil juillet juli julio julho luglio lug lipiec lipca cervenec cervence iulie temmuz tem июля июл июль липня ιουλιου يوليو جويلية تموز yulyu tammuz ژوئیه",
    "august aug aout agosto ago augustus augusti sierpien sierpnia srpen srpna agustos agu agustus августа авг август серпня αυγουστου اغسطس أغسطس اوت أوت اب آب aghustus اوت",
    "september sep sept septembre septiembre setembro set settembre september wrzesien wrzesnia zari septembrie eylul eyl сентября сен сентябрь вересня σεπτεμβριου سبتمبر ايلول أيلول sibtambir aylul سپتامبر",
    "october oct octobre oktober okt octubre outubro out ottobre ott pazdziernik pazdziernika rijen rijna octombrie ekim eki октября окт октябрь жовтня οκτωβριου اكتوبر أكتوبر تشرين uktubar اکتبر",
    "november nov novembre noviembre novembro listopad listopada noiembrie kasim kas ноября ноя ноябрь листопада νοεμβριου نوفمبر نونبر nufimbir نوامبر",
    "december dec decembre dezember dez diciembre dic dezembro dicembre desember des grudzien grudnia prosinec prosince decembrie aralik ara декабря дек декабрь грудня δεκεμβριου ديسمبر دجنبر disimbir دسامبر",
];
