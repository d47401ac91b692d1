//! Articles as people save them, from many kinds of site: every line with the role that a reader would give it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use ibid::article::{Article, Readability, Role};

/// A page whose lines are written as `role| text`; a line without a role is blank.
fn page(marked: &str) -> (String, Vec<Option<String>>) {
    let split = |line: &str| {
        line.split_once('|')
            .map(|(role, text)| (role.trim().to_string(), text.strip_prefix(' ').unwrap_or(text).to_string()))
    };
    let lines: Vec<_> = marked.trim_matches('\n').lines().map(|line| split(line.trim_start())).collect();
    let text =
        lines.iter().map(|line| line.as_ref().map_or("", |(_, text)| text.as_str())).collect::<Vec<_>>().join("\n");
    (text, lines.into_iter().map(|line| line.map(|(role, _)| role)).collect())
}

fn name(role: Role) -> String {
    serde_json::to_value(role).unwrap().as_str().unwrap().to_string()
}

/// Reads the page as the file `file` and compares the roles of its lines.
fn check(file: &str, marked: &str) -> Article {
    let (text, wanted) = page(marked);
    let article = Article::read(text.as_bytes(), Path::new(file));
    let mut said = vec![None; wanted.len()];
    for line in &article.lines {
        for (number, slot) in said.iter_mut().enumerate().take(line.to as usize + 1).skip(line.from as usize) {
            *slot = wanted[number].as_ref().map(|_| name(line.role));
        }
    }
    let wrong: Vec<String> = text
        .lines()
        .zip(wanted.iter().zip(&said))
        .filter(|(_, (wanted, said))| wanted != said)
        .map(|(text, (wanted, said))| format!("{said:?}, not {wanted:?}: {text}"))
        .collect();
    assert!(wrong.is_empty(), "{file}\n{}", wrong.join("\n"));
    article
}

#[test]
fn a_west_african_news_site_with_menu_share_bar_glued_caption_and_comments() {
    let article = check(
        "a.txt",
        "
boilerplate| Skip to content
boilerplate| Monday, June 3, 2024
boilerplate| Home   Politics   Business   Sports   Contact Us

title| Nobody Counts the Trucks at Seme Any More

byline| By Kunle Adebowale-Smith
date| June 1, 2024 | 5 min read
boilerplate| Share on Facebook   Share on WhatsApp   Copy link

body| Trucks waiting at Seme, May 2024. Photo: T. Ogunleye / Lagoon PostThe customs officers at the border post stopped counting the trucks in April, when the last of their ledgers was full, and nobody has sent them a new one.

body| “We write the numbers on our hands,” said Folasade Akindele, who has worked at the post for eleven years. “In the evening we wash them.”

boilerplate| READ ALSO: The bridge that two states built and neither crosses

heading| A Road of Two Halves

body| The road behind the post was paved in 2019 with a loan from the regional bank. The half that lies on the other side of the line was not, and it is there that the trucks wait, sometimes for nine days.

boilerplate| Advertisement

body| Drivers pay for water, for parking and for the right to complain. Some of them have married here.

editor-note| Kunle Adebowale-Smith is a freelance journalist based in Cotonou who covers trade and borders.

footer| Tags: trade, Seme, customs

footer| 2 Comments
footer| Baba Ijebu says:
footer| This is true, I have been waiting since Tuesday and nobody has told me anything at all about it.
footer| © 2024 Lagoon Post. All rights reserved.
",
    );
    assert_eq!(article.metadata.title.as_deref(), Some("Nobody Counts the Trucks at Seme Any More"));
    assert_eq!(article.metadata.authors, ["Kunle Adebowale-Smith"]);
    assert_eq!(article.metadata.published.unwrap().to_string(), "2024-06-01");
    assert_eq!(article.metadata.publisher.as_deref(), Some("Lagoon Post"));
    let caption = article.blocks.iter().find(|block| block.role == Role::Caption).unwrap();
    assert_eq!(
        caption.span.of(article.prose.text()),
        "Trucks waiting at Seme, May 2024. Photo: T. Ogunleye / Lagoon Post"
    );
    assert!(!article.prose.text().contains("READ ALSO") && !article.prose.text().contains("Baba Ijebu"));
}

#[test]
fn a_german_newspaper() {
    let article = check(
        "b.txt",
        "
boilerplate| Startseite › Politik › Ausland
boilerplate| Anmelden
boilerplate| Wir verwenden Cookies, um Ihnen ein gutes Erlebnis zu bieten. Alle akzeptieren

title| Warum der Kanal in Brunsbüttel stillsteht
byline| Von Henrike Osterloh und Jannes Petersen
date| 12. März 2023, 06:15 Uhr
boilerplate| Artikel teilen

body| Seit dem frühen Morgen liegen die Frachter in einer Reihe vor der Schleuse, und niemand weiß, wann das Tor sich wieder öffnen wird.

body| „Wir warten auf ein Bauteil aus Finnland“, sagte der Leiter der Schleuse, Wiebke Harms sei informiert. „Vor Donnerstag wird hier kein Schiff durchfahren.“

boilerplate| Lesen Sie auch: Der lange Streit um die Elbe

body| Das Ministerium in Berlin teilte mit, man habe den Ausfall nicht vorhersehen können. In Kiel sieht man das anders.

footer| Schlagworte
footer| Kanal
footer| Schifffahrt
footer| Kommentare
footer| Das war doch seit Jahren bekannt, und niemand hat etwas dagegen getan, weder in Kiel noch in Berlin.
",
    );
    assert_eq!(article.metadata.authors, ["Henrike Osterloh", "Jannes Petersen"]);
    assert_eq!(article.metadata.published.unwrap().to_string(), "2023-03-12");
    assert_eq!(article.metadata.language.as_deref(), Some("de"));
}

#[test]
fn a_french_site_with_its_second_copy() {
    let article = check(
        "c.txt",
        "
boilerplate| Accueil | Monde | Économie | Se connecter

title| À Cayenne, le marché se lève avant le préfet

byline| Par Solène Marimoutou
date| Publié le 4 avril 2022 à 09h12

body| Les étals sont dressés à quatre heures, bien avant que la préfecture n’ouvre ses grilles, et les pêcheurs vendent ce qui reste de la nuit.

boilerplate| Lire aussi : La route qui n’arrive jamais à Maripasoula

body| « Nous n’avons pas besoin d’un arrêté pour vendre du poisson », dit Rosemonde Ho-Tin, qui tient le troisième étal depuis vingt ans.

body| La préfecture répond que les règles sont les mêmes pour tous, et qu’elles seront affichées avant la fin du mois.

duplicate| À Cayenne, le marché se lève avant le préfet

duplicate| Les étals sont dressés à quatre heures, bien avant que la préfecture n’ouvre ses grilles, et les pêcheurs vendent ce qui reste de la nuit.

duplicate| « Nous n’avons pas besoin d’un arrêté pour vendre du poisson », dit Rosemonde Ho-Tin, qui tient le troisième étal depuis vingt ans.

footer| Laisser un commentaire
footer| Votre adresse e-mail ne sera pas publiée.
",
    );
    assert_eq!(article.metadata.published.unwrap().to_string(), "2022-04-04");
    assert_eq!(article.metadata.authors, ["Solène Marimoutou"]);
    assert_eq!(article.prose.text().matches("troisième étal").count(), 1);
}

#[test]
fn a_hard_wrapped_report_with_header_and_endnotes() {
    let article = check(
        "d.txt",
        "
boilerplate| Source: Strait Papers (mail export)
title| Title: The Pilots of Malé
byline| Author: Ibrahim Rasheed-Didi
date| Date: 2018/07/09
boilerplate| ------------------------------

body| The pilots of the southern atolls have been paid in fuel since
body| the treasury stopped answering their letters in February.[1] It
body| is an arrange-
body| ment that suits everybody but the treasury, they say.

body| In June the ministry sent a boat to count the barrels. It came
body| back with fewer of them than it had left with, and nobody in the
body| capital has asked why.[2]

endnote| Notes

endnote| [1] Interview with two pilots, Addu, May 2018.
endnote| [2] See the ministry’s bulletin of 30 June, p. 4; a copy is in the
endnote|     hands of the author.
",
    );
    assert!(article.prose.text().contains("in February. It is an arrangement that suits"), "{}", article.prose.text());
    assert!(article.prose.text().contains("a copy is in the hands of the author."));
    assert_eq!(article.metadata.published.unwrap().to_string(), "2018-07-09");
}

#[test]
fn a_clipping_in_markdown_with_footnotes_and_a_picture() {
    let article = check(
        "e.md",
        "
boilerplate| ---
boilerplate| title: \"The Quiet Quays of Paramaribo\"
boilerplate| author: \"[[Shanti Kartosen]]\"
boilerplate| source: https://example.net/quays
boilerplate| published: 2020-11-17
boilerplate| ---

title| # The Quiet Quays of Paramaribo

caption| ![The quay at noon](https://example.net/quay.jpg)

body| The **customs house** has [eleven windows](https://example.net/w) and one clerk, who opens them in turn so that
body| none of them will feel neglected.[^1]

boilerplate| Subscribe to our newsletter

heading| ## A clerk’s day

body| “I count what I can see,” she says, “and I can see very little of it from the third window.”

body| - the first window looks at the river;
body| - the second looks at the first.

endnote| [^1]: The clerk asked not to be named.
",
    );
    assert_eq!(article.metadata.authors, ["Shanti Kartosen"]);
    assert!(
        article
            .prose
            .text()
            .contains("The customs house has eleven windows and one clerk, who opens them in turn so that none")
    );
    assert_eq!(article.metadata.url.as_deref(), Some("https://example.net/quays"));
}

#[test]
fn a_russian_news_page() {
    let article = check(
        "f.txt",
        "
boilerplate| Главная
boilerplate| Новости
boilerplate| Экономика
boilerplate| Поиск

title| Порт Тикси ждёт первый ледокол сезона

date| 14 июня 2021

body| Первый ледокол должен прийти в порт не раньше конца месяца, сообщили в управлении, хотя лёд в этом году сошёл на неделю раньше обычного.

boilerplate| Читайте также: Дорога, которой нет на карте

body| «Мы готовы принять судно хоть завтра», — сказал начальник порта Семён Окоёмов. Он добавил, что топлива на складе хватит до августа.

footer| Поделиться
footer| Комментарии
footer| Хорошая новость, давно ждали этого ледокола, спасибо за статью, и пусть он придёт вовремя.
",
    );
    assert_eq!(article.metadata.published.unwrap().to_string(), "2021-06-14");
    assert_eq!(article.metadata.language.as_deref(), Some("ru"));
}

#[test]
fn an_arabic_page() {
    let article = check(
        "g.txt",
        "
boilerplate| الرئيسية | سياسة | اقتصاد | رياضة

title| ميناء نواذيبو ينتظر الرافعة الجديدة

date| ٣ مايو ٢٠٢٢

body| قال مدير الميناء إن الرافعة الجديدة ستصل قبل نهاية الشهر، وإن العمال تدربوا على تشغيلها منذ شهر مارس الماضي.

boilerplate| اقرأ أيضا: طريق الصيادين

body| وأضاف المدير أن الميناء استقبل هذا العام أكثر من مئة سفينة، وأن العدد سيرتفع إذا وصلت الرافعة في موعدها.

footer| التعليقات
footer| خبر جيد جدا ونحن ننتظر هذه الرافعة منذ سنوات طويلة في الميناء.
",
    );
    assert_eq!(article.metadata.published.unwrap().to_string(), "2022-05-03");
    assert_eq!(article.metadata.language.as_deref(), Some("ar"));
}

#[test]
fn a_teaser_before_a_wall_has_no_text_to_check_against() {
    let article = check(
        "h.txt",
        "
title| Los faros que nadie apaga en Punta Arenas
byline| Por Macarena Oyarzo

body| En la isla hay dos faros y un solo farero, que los enciende cada tarde con la misma cerilla, dice él, desde el año en que llegó.

footer| Contenido exclusivo para suscriptores
footer| ¿Ya eres suscriptor? Inicia sesión
",
    );
    assert_eq!(article.readability, Readability::Teaser);
}

#[test]
fn the_pages_own_clock_is_no_day_of_publication() {
    let article = check(
        "i.txt",
        "
boilerplate| 31 °C
boilerplate| Port Louis
boilerplate| Tuesday, January 9, 2024

title| The Last Sugar Train of Flacq

body| The train left the mill for the last time in the year before the strike, with nobody on board but the driver and his daughter, who sold the tickets.

body| It stands today behind the school, where the children climb on it until the bell rings, and nobody has ever told them not to.
",
    );
    assert_eq!(article.metadata.published, None);
}

/// Enough of an article to stand below an opening.
const BELOW: &str = "
body| The keepers of the lock counted the barges until dawn, and when the last of them had passed they wrote a number into the book that nobody has been able to explain since.

body| “We write down what we see,” said Folasade Akindele, who has worked at the lock for eleven years, and who has kept every one of its books in a tin under her bed.

body| The office of the canal answers that the book is not its book, that the lock is not its lock, and that whoever has questions should come again on a Thursday.
";

#[test]
fn the_name_of_the_paper_beside_the_weather_is_no_title() {
    let article = check(
        "masthead.txt",
        &format!(
            "
boilerplate| The Northbank Meridian
boilerplate| Wednesday, March 12, 2025   Northbank 31°C
boilerplate| HOME   NEWS   POLITICS   BUSINESS   SPORT

boilerplate| Home » Business » Canals

title| Court halts the takeover of the canal as barges wait

date| Published 4:12 am March 12, 2025
byline| By Ifeoma Adebowale-Smith and Sani Dandi
{BELOW}
footer| Copyright The Northbank Meridian. All rights reserved.
"
        ),
    );
    assert_eq!(article.metadata.title.as_deref(), Some("Court halts the takeover of the canal as barges wait"));
    assert_eq!(article.metadata.publisher.as_deref(), Some("The Northbank Meridian"));
}

#[test]
fn title_byline_and_date_of_one_length_are_three() {
    let article = check(
        "lengths.txt",
        &format!(
            "
boilerplate| AGENCIA DEL RIO
boilerplate| World   Rivers   Amazon   Markets   Sports   Video
boilerplate| Register for free   Sign in

title| The lock counts its barges again as keepers look on
byline| By Milagros Tello Ccama and Otavio Prado
date| October 17, 2022 9:41 PM GMT-5 · Updated 2 days ago
boilerplate| Text size: Small  Medium  Large     Share
{BELOW}"
        ),
    );
    assert_eq!(article.metadata.authors, ["Milagros Tello Ccama", "Otavio Prado"]);
    assert_eq!(article.metadata.published.unwrap().to_string(), "2022-10-17");
}

#[test]
fn an_address_under_a_name_is_that_of_the_page_and_a_company_publishes_under_its_paper_s_name() {
    let article = check(
        "print.txt",
        &format!(
            "
boilerplate| Straits Monitor
boilerplate| https://www.straitsmonitor.example/world/20240821-lock
boilerplate| ------------------------------------------------------------------------

title| The Lock and the Book: a Count of Barges

byline| Words: Ni Luh Ayu Pratiwi
date| 21 June 2023
boilerplate| Download PDF (1.2 MB) | Cite this brief | Print
{BELOW}
footer| © 2023 Straits Monitor Publishing Inc.
"
        ),
    );
    assert_eq!(article.metadata.url.as_deref(), Some("https://www.straitsmonitor.example/world/20240821-lock"));
    assert_eq!(article.metadata.publisher.as_deref(), Some("Straits Monitor"));
    assert_eq!(article.metadata.authors, ["Ni Luh Ayu Pratiwi"]);
}

#[test]
fn whose_staff_signs_publishes() {
    let article = check(
        "staff.txt",
        &format!(
            "
boilerplate| orilla abierta · English edition
boilerplate| Inicio | Política | Economía | Multimedia

title| At the Lock, a Trial Follows the Barges Upriver
boilerplate| Orilla Abierta staff
date| September 19, 2023 – 6:04 a.m.
{BELOW}"
        ),
    );
    assert_eq!(article.metadata.publisher.as_deref(), Some("Orilla Abierta"));
}

#[test]
fn a_printed_issue_has_its_day_in_its_head_and_a_letter_s_writer_is_not_its_publisher() {
    let issue = check(
        "issue.txt",
        &format!(
            "
boilerplate| THE HARBOUR GAZETTE                              Saturday, November 26, 2022
boilerplate| ------------------------------------------------------------------------------
boilerplate| NATIONAL | WORLD | BUSINESS | LETTERS | OBITUARIES

title| Judges free the keepers of the lock, and rebuke the canal

byline| By Joanna Spiteri Gatt
{BELOW}"
        ),
    );
    assert_eq!(issue.metadata.published.unwrap().to_string(), "2022-11-26");
    let letter = check(
        "letter.txt",
        &format!(
            "
boilerplate| Lock Notes
boilerplate| Subscribe
boilerplate| Sign in

title| Four feet, eight and a half inches of trouble at the lock
byline| Joanna Spiteri Gatt
date| Oct 06, 2024
boilerplate| Facebook X Telegram
{BELOW}
footer| © 2024 Joanna Spiteri Gatt
"
        ),
    );
    assert_eq!(letter.metadata.authors, ["Joanna Spiteri Gatt"]);
    assert_eq!(letter.metadata.publisher.as_deref(), Some("Lock Notes"));
}
