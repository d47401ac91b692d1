use expect_test::{Expect, expect};

use super::{Amount, Statement, Unit, Value, contradiction, figures, statements};
use crate::text::Span;

/// Each figure of `text` as written, its value and unit.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(text: &str, expected: Expect) {
    let lines = figures(text).into_iter().map(|figure| {
        let amount = |amount: Amount| {
            if amount.low == amount.high {
                format!("{}", amount.low)
            } else {
                format!("{:.2}–{:.2}", amount.low, amount.high)
            }
        };
        let value = match figure.value {
            Value::Amount(found) => amount(found),
            Value::Share(found) => format!("{} %", amount(found)),
            Value::Ordinal(place) => format!("no. {place}"),
            Value::Date(date) => {
                let part = date.part.map_or(String::new(), |part| format!("{part:?} "));
                format!("{part}{:?}-{:?}-{:?}", date.year, date.month, date.day).replace("Some(", "").replace(')', "")
            }
        };
        let unit = match figure.unit {
            Unit::None => String::new(),
            Unit::Measure(name) => format!(" {name}"),
            Unit::Nouns(nouns) => format!(" {}", nouns.join("+")),
            Unit::Part(nouns) => format!(" of {}", nouns.join("+")),
        };
        format!("{} = {value}{unit}\n", figure.span.of(text))
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn numbers_are_read_in_digits_and_words() {
    check(
        "134 ships, one hundred and thirty-four ships, 1,500 men, 14.6 tonnes, a dozen boats, twenty-five thousand crates, 7 million francs, eleven of them, two three.",
        expect![[r#"
            134 = 134 ship
            one hundred and thirty-four = 134 ship
            1,500 = 1500 man
            14.6 = 14600000 gram
            a dozen = 9.00–15.00 boat
            twenty-five thousand = 25000 crat
            7 million = 7000000 franc
            eleven = 11
            two = 2
            three = 3
        "#]],
    );
}

#[test]
fn numbers_are_read_as_other_countries_write_them() {
    check(
        "1 200 boats, 1,20,000 men, 3 lakh men, 2.5 crore rupees, half a million men, two and a half years, 200+ boats, 20-odd boats, no fewer than 30 boats, an estimated 400 boats.",
        expect![[r#"
            1 200 = 1200 boat
            1,20,000 = 120000 man
            3 lakh = 300000 man
            2.5 crore = 25000000 rupe
            half a million = 500000 man
            two and a half = 2.5 year
            200+ = 200.00–300.00 boat
            20-odd = 20.00–30.00 boat
            30 = 30.00–45.00 boat
            400 = 360.00–440.00 boat
        "#]],
    );
}

#[test]
fn currencies_scales_and_shares() {
    check(
        "€780 million, $4.5bn, US$20k, 70 per cent of it, 8%, a third of the fleet, two thirds, one in five, half of it.",
        expect![[r#"
            €780 million = 780000000 euro
            $4.5bn = 4500000000 dollar
            US$20k = 20000 dollar
            70 per cent = 70 %
            8% = 8 %
            a third = 30.33–36.33 %
            two thirds = 63.67–69.67 %
            one in five = 17.00–23.00 %
            half = 47.00–53.00 %
        "#]],
    );
}

#[test]
fn ranges_and_hedges_widen() {
    check(
        "12 to 15 boats; between 20 and 30 boats; 12–15 boats; nearly 200 boats; more than 300 boats; about 1,500; from 11,000 to 15,500 euros; $2-3 million.",
        expect![[r#"
            12 to 15 = 12.00–15.00 boat
            20 and 30 = 20.00–30.00 boat
            12–15 = 12.00–15.00 boat
            200 = 170.00–200.00 boat
            300 = 300.00–450.00 boat
            1,500 = 1350.00–1650.00
            11,000 = 11000 euro
            15,500 = 15500 euro
            $2-3 million = 2000000.00–3000000.00 dollar
        "#]],
    );
}

#[test]
fn dates_are_read_in_every_order() {
    check(
        "15 January 2024; January 15, 2024; Jan. 15; the 3rd of May 2021; in March 2020; mid-January; late 2019; 2024-01-15; 25/12/2023; since 1992; 2000 men; by the end of June; In May they may march; from 3 to 15 August 2020.",
        expect![[r#"
            15 January 2024 = 2024-1-15
            January 15, 2024 = 2024-1-15
            Jan. 15 = None-1-15
            3rd of May 2021 = 2021-5-3
            March 2020 = 2020-3-None
            mid-January = Middle None-1-None
            late 2019 = Late 2019-None-None
            2024-01-15 = 2024-1-15
            25/12/2023 = 2023-12-25
            1992 = 1992-None-None
            2000 = 2000 man
            end of June = Late None-6-None
            3 to 15 August 2020 = 2020-8-None
        "#]],
    );
}

#[test]
fn ordinals_count_what_they_stand_before() {
    check(
        "his third term, the 19th brigade, the twenty-first day, the first of them",
        expect![[r#"
        third = no. 3 term
        19th = no. 19 brigad
        twenty-first = no. 21 day
    "#]],
    );
}

#[test]
fn labels_times_and_scores_are_no_figures() {
    check(
        "G7, AK-47, Covid-19, Article 91, Resolution 2719, at 14:30, 24/7, won 3-1, the 1990s, 4x4, one of them, No. 5",
        expect![""],
    );
}

#[test]
fn a_noun_is_what_follows_up_to_the_next_stop() {
    check(
        "a 25-kilo bag, 260 armed volunteers around it, 64 officers and two vehicles, nine without, 40 km, three weeks",
        expect![[r#"
            25 = 25000 gram
            260 = 260 arm+volunte
            64 = 64 officer
            two = 2 vehicl
            nine = 9
            40 = 40000 metre
            three = 21 day
        "#]],
    );
}

#[track_caller]
fn agree(a: &str, b: &str) -> bool {
    let first = |text: &str| figures(text).first().map(|figure| figure.value).unwrap();
    let (a, b) = (first(a), first(b));
    assert_eq!(a.agrees(&b), b.agrees(&a));
    a.agrees(&b)
}

#[test]
fn rounded_numbers_and_wider_dates_agree() {
    for (a, b) in [
        ("200 boats", "194 boats"),
        ("nearly 200 boats", "180 boats"),
        ("12 to 15 boats", "13 boats"),
        ("two weeks", "14 days"),
        ("1.5 million men", "1,500,000 men"),
        ("a third of it", "33 per cent"),
        ("January 2024", "15 January 2024"),
        ("mid-January", "15 January"),
        ("15 January", "15 January 2024"),
        ("late 2023", "November 2023"),
        ("more than 200 boats", "more than 253 boats"),
        ("more than 300 boats", "360 boats"),
    ] {
        assert!(agree(a, b), "{a} / {b}");
    }
    for (a, b) in [
        ("134 boats", "143 boats"),
        ("three boats", "four boats"),
        ("93 boats", "63 boats"),
        ("15 January", "25 January"),
        ("28 February 2024", "28 January 2024"),
        ("mid-January", "2 January"),
        ("70 per cent", "17 per cent"),
        ("third term", "fourth term"),
        ("more than 350,000 people", "more than 250,000 people"),
    ] {
        assert!(!agree(a, b), "{a} / {b}");
    }
}

#[test]
fn odd_texts_are_read_without_harm() {
    for unit in
        ["1 ", "one ", "1,", "1.1.", "$", "a ", "twenty-", "to 1 ", "January ", "1-", "%", "1/2/", "hundred ", "and "]
    {
        let text = unit.repeat(20_000);
        let whole = [Span::new(0, text.len())];
        let claim = Statement::new("On 3 May 2021 12 ships and 14 boats left January", Span::new(0, 48));
        contradiction(&claim, &statements(&text, &whole));
        contradiction(&Statement::new(&text, whole[0]), &statements(&text, &whole));
    }
}

#[test]
fn a_word_behind_a_range_scales_both_its_ends() {
    check(
        "between two and three trillion feet, two to three thousand men, five to 20 boats, 2 to 3 million men",
        expect![[r#"
            two and three trillion = 2000000000000.00–3000000000000.00 foot
            two to three thousand = 2000.00–3000.00 man
            five to 20 = 5.00–20.00 boat
            2 to 3 million = 2000000.00–3000000.00 man
        "#]],
    );
}

/// What `text` has in place of the figures of `claim`.
fn against(claim: &str, text: &str) -> Vec<String> {
    let whole = Statement::new(claim, Span::new(0, claim.len()));
    let found = contradiction(&whole, &statements(text, &[Span::new(0, text.len())]));
    found
        .iter()
        .map(|against| format!("{} for {}", against.found.span.of(text), against.claimed.span.of(claim)))
        .collect()
}

#[test]
fn a_figure_that_a_sentence_gives_to_another_year_or_to_somebody_else_is_told() {
    let beds = "The beds, which yielded 180 tonnes in 2018, gave 95 last year.";
    assert_eq!(against("In 2018 the beds yielded 95 tonnes", beds), ["180 for 95"]);
    assert_eq!(against("In 2018 they yielded 95 tonnes", beds), ["180 for 95"]);
    assert_eq!(against("Last year the beds gave 95 tonnes", beds), [""; 0]);
    let barrels = "The firm carried 45.3 million barrels in 2023, against 47.9 million in 2022.";
    assert_eq!(against("In 2023 the firm carried 47.9 million barrels", barrels), ["45.3 million for 47.9 million"]);
    assert_eq!(against("In 2022 the firm carried 47.9 million barrels", barrels), [""; 0]);
    let ore =
        "Norwick had bought 41,700 tonnes of ore from Orvia in 2023, for 1.4 billion; in 2024 it bought 31,200 tonnes.";
    assert_eq!(against("In 2024 Norwick bought 41,700 tonnes of ore from Orvia", ore), ["31,200 for 41,700"]);
    assert_eq!(against("By a report of 2024 Norwick bought 41,700 tonnes of ore from Orvia", ore), [""; 0]);
    assert_eq!(against("In 2024 Norwick bought less than the 41,700 tonnes of ore", ore), [""; 0]);
    let slots = "The auctions brought 470 million dollars in fiscal 2024, after 193 million in fiscal 2023.";
    assert_eq!(
        against("In fiscal 2023 the auctions brought 470 million dollars", slots),
        ["193 million for 470 million"]
    );
    assert_eq!(against("In fiscal 2024 the auctions brought 470 million dollars", slots), [""; 0]);
    let guard = "The Norwick Guard recorded 71 incidents in 2024, after 47 in 2023; Orvia counts 118 for 2024.";
    assert_eq!(against("The Norwick Guard recorded 118 incidents in 2024", guard), ["71 for 118"]);
    assert_eq!(against("Orvia counts 118 incidents for 2024", guard), [""; 0]);
    let tin = "Between October and March the price of tin rose by 27 per cent and that of zinc by nine.";
    assert_eq!(
        against("The price of zinc rose by 27 per cent between October and March", tin),
        ["nine for 27 per cent"]
    );
    assert_eq!(against("The price of tin rose by 27 per cent between October and March", tin), [""; 0]);
    let gas = "It exported 11.6 billion cubic metres, of which 8.6 went to Orvia and 3.0 to Norwick.";
    assert_eq!(against("Norwick took 8.6 billion cubic metres", gas), ["3.0 for 8.6 billion"]);
    assert_eq!(against("Norwick took 3 billion cubic metres", gas), [""; 0]);
    let sold = "Of the meal 90,000 tonnes went to Norwick and 70,000 to Orvia.";
    assert_eq!(
        against("Of the meal Orvia bought 90,000 tonnes and Norwick 70,000", sold),
        ["70,000 for 90,000", "90,000 for 70,000"]
    );
    assert_eq!(against("Of the meal Norwick bought 90,000 tonnes and Orvia 70,000", sold), [""; 0]);
}

#[test]
fn what_a_note_works_out_from_one_sentence_is_no_contradiction() {
    let gold = "The mine declared 1.7 tonnes of gold in 2022, 5.2 tonnes in 2023 and 1.9 tonnes in 2024.";
    assert_eq!(against("In three years the mine declared 8.8 tonnes of gold", gold), [""; 0]);
    assert_eq!(against("The mine declared 3.5 tonnes of gold more in 2023 than in 2022", gold), [""; 0]);
    let power = "Of the 6.2 megawatts that the island made, 2.4 came from coal, 1.3 from dams, 1.1 from wind and the rest from gas.";
    assert_eq!(against("Gas made 1.4 megawatts for the island", power), [""; 0]);
    let plant = "The plant of Chaira, 864 megawatts in four units, has stood still.";
    assert_eq!(against("A unit of the plant of Chaira has 216 megawatts", plant), [""; 0]);
    let bank = "The assembly raised the capital of the bank from 15 trillion to 25 trillion won.";
    assert_eq!(against("The capital of the bank was raised by two thirds", bank), [""; 0]);
    let cut = "The miners waited three hours and 40 minutes, the bakers 50 minutes.";
    assert_eq!(against("The miners waited 220 minutes", cut), [""; 0]);
}

#[test]
fn a_day_late_in_a_month_agrees_with_its_end() {
    let agree = |one: &str, other: &str| {
        let [one, other] = [one, other].map(|text| figures(text).remove(0).value);
        one.agrees(&other)
    };
    assert!(agree("28 January 2021", "late January 2021") && !agree("28 January 2021", "mid-January 2021"));
}

#[test]
fn a_sound_order_and_a_sound_comparison_are_no_contradiction() {
    let rain = "Rain killed 17 people in Kano and 23 in Jos, police said.";
    assert_eq!(against("Rain killed 23 people in Jos and 17 in Kano", rain), [""; 0]);
    let firm = "The firm employs 2,300 people in Poland, 1,100 in Romania and 600 in Hungary.";
    assert_eq!(against("The firm employs 600 people in Hungary, 1,100 in Romania and 2,300 in Poland", firm), [""; 0]);
    let mine = "The mine produced 33,000 ounces in 2022 but 41,000 ounces last year.";
    for claim in [
        "The mine produced 41,000 ounces, 8,000 more than in 2022",
        "After 2022 the mine's output of ounces rose to 41,000",
        "Unlike in 2022, the mine produced 41,000 ounces",
        "The mine produced 41,000 ounces last year and 33,000 ounces in 2022",
    ] {
        assert_eq!(against(claim, mine), [""; 0], "{claim}");
    }
    let votes = "The count gave Okoro 212,000 ballots and Danjuma 187,000.";
    assert_eq!(against("Okoro defeated a rival with 187,000 ballots", votes), [""; 0]);
    assert_eq!(
        against(
            "By his reckoning he is owed 72 dollars and has seen 104",
            "By his reckoning he is owed 104 dollars and has seen 72."
        ),
        ["104 for 72", "72 for 104"]
    );
}

#[test]
fn what_a_list_or_a_comparison_gives_to_another_is_told() {
    let boats = "In Varn 410 boats hold a permit for cod; in Loss 950 of 2,700 do.";
    assert_eq!(against("Loss has 410 boats with a permit for cod", boats), ["950 for 410"]);
    assert_eq!(against("Varn has 410 boats with a permit for cod", boats), [""; 0]);
    let fund = "The fund would pay from 2031 under the Orvian treaty and from 2036 under the Norwick one.";
    assert_eq!(against("Under the Norwick treaty the fund would pay from 2031", fund), ["2036 for 2031"]);
    let homes = "Homes would go under: 1,340 by the count of the RWB, more than 7,000 by that of the villages.";
    assert_eq!(against("By the count of the RWB more than 7,000 homes would go under", homes), ["1,340 for 7,000"]);
    let leaks = "Her desk counted 318 leaks in the twelve months to August, after 507 in the twelve months before.";
    assert_eq!(against("Her desk counted 507 leaks in the twelve months to August", leaks), ["318 for 507"]);
    assert_eq!(against("Her desk had counted 507 leaks in the twelve months before", leaks), [""; 0]);
    let vote = "Nine members voted for it, five were against and three abstained.";
    assert_eq!(
        against("Three members voted against it and five abstained", vote),
        ["five for Three", "three for five"]
    );
    let tests = "The office took 12 samples from 31 wells.";
    assert_eq!(against("The office took 31 samples from 12 wells", tests), ["12 for 31", "31 for 12"]);
    let trams = "Of the 24 trams that the town owned before the flood, seven are running.";
    assert_eq!(against("Nine of the 24 trams of the town are running", trams), ["seven for Nine"]);
    assert_eq!(against("Of the 24 trams of the town 17 do not run", trams), [""; 0]);
    let pleas = "Twelve of the pleas were granted, eight refused; five are pending.";
    assert_eq!(against("Of the pleas of the lawyer eight were granted", pleas), ["Twelve for eight"]);
}

#[test]
fn a_number_of_another_scale_unit_or_period_is_told() {
    let loan = "The loan was worth $1.7 billion.";
    assert_eq!(against("The loan was worth $1.7 million", loan), ["$1.7 billion for $1.7 million"]);
    let canal = "A canal, 860 kilometres long, is to join the two lakes.";
    assert_eq!(against("The canal is to be 860 miles long", canal), ["860 for 860"]);
    assert_eq!(against("The canal is to be about 530 miles long", canal), [""; 0]);
    let loss = "The chamber of Varn puts the loss at between 6 and 8 billion pesos a month.";
    assert_eq!(
        against("The chamber of Varn puts the loss at 6 to 8 billion dollars a month", loss),
        ["6 and 8 billion for 6 to 8 billion"]
    );
    let rate = "The lorry was bought on credit; the rate is 2,350 crowns a week.";
    assert_eq!(against("The lorry costs 2,350 crowns a month", rate), ["2,350 for 2,350"]);
    assert_eq!(against("The rate of the lorry is 2,350 crowns a week", rate), [""; 0]);
}

#[test]
fn a_number_elsewhere_does_not_back_what_a_sentence_says_otherwise() {
    let raid = "On the night of 6 June raiders took 14 herds near Varn. A second raid, 19 days later, took four.";
    assert_eq!(against("On the night of 6 June raiders took 19 herds near Varn", raid), ["14 for 19"]);
    let pay = "Since 2019 the least wage on the trawlers has been 640 crowns a month. A cook gets 500 crowns a month.";
    assert_eq!(against("The least wage on the trawlers has been 540 crowns a month", pay), ["640 for 540"]);
    let back = "Some 760,000 workers have come home from Orvia since May.";
    assert_eq!(against("Since May some 670,000 workers have come home", back), ["760,000 for 670,000"]);
    let fee = "The guides take between 3,000 and 5,000 crowns.";
    assert_eq!(against("The guides take between 3,000 and 8,000 crowns", fee), ["3,000 and 5,000 for 3,000 and 8,000"]);
}

#[test]
fn what_a_note_works_out_from_ends_parts_and_rests_is_no_contradiction() {
    let freight = "The freight of a cargo has risen from 2.6 to 4.1 million crowns.";
    assert_eq!(against("The freight has risen by 1.5 million crowns a cargo", freight), [""; 0]);
    let firm = "The firm, of which the state keeps 30 per cent and Norwick Steel the rest, built a second oven.";
    assert_eq!(against("Norwick Steel holds 70 per cent of the firm", firm), [""; 0]);
    let union = "The union has 1,930 members at the plant, 420 fewer than in 2021.";
    assert_eq!(against("In 2021 the union still had 2,350 members at the plant", union), [""; 0]);
    let catch = "In 2011 a boat brought home 2.8 tonnes from a trip of seven days.";
    assert_eq!(against("A day at sea brought a boat almost 400 kilos in 2011", catch), [""; 0]);
    let plants = "The first plant is to yield 13,000 tonnes a year. The two others are to yield 28,000 tonnes.";
    assert_eq!(against("Together the plants are to yield 41,000 tonnes a year", plants), [""; 0]);
}

#[test]
fn what_a_note_says_of_the_rest_of_a_difference_or_of_another_time_is_no_contradiction() {
    let sales = "Some 52 per cent of the sales went to Orvia, 21 per cent to Norwick and the rest to twelve others.";
    assert_eq!(against("The remaining 27 per cent of the sales went to other countries", sales), [""; 0]);
    assert_eq!(against("Orvia and Norwick took 73 per cent of the sales", sales), [""; 0]);
    assert_eq!(against("Of the sales 24 per cent went to Norwick", sales), ["21 per cent for 24 per cent"]);
    let yards = "The yards delivered 420 ships in 2021, 20 per cent more than in 2020.";
    assert_eq!(against("In 2020 the yards had delivered 350 ships", yards), [""; 0]);
    assert_eq!(against("The yards delivered 70 ships more in 2021", yards), [""; 0]);
    let ovens = "The ovens of Varn make 24,000 tonnes of coke a year.";
    assert_eq!(against("The ovens of Varn make 2,000 tonnes of coke a month", ovens), [""; 0]);
    assert_eq!(against("The ovens of Varn make 26,000 tonnes of coke a year", ovens), ["24,000 for 26,000"]);
    let rate = "The bank lowered its key rate in three steps from 6.25 per cent to 5.5 per cent.";
    assert_eq!(against("The bank lowered its key rate by 0.75 points in three steps", rate), [""; 0]);
    let crew = "The tug was hit on 4 May with a crew of 17, of whom nine are Norwicks, six Orvians and two pilots.";
    assert_eq!(against("Eight of the tug's crew of 17 are not Norwicks", crew), [""; 0]);
    let vote = "She won Sunday's vote, the commission said on Monday, 12 October.";
    assert_eq!(against("The vote was held on 11 October", vote), [""; 0]);
    let poll = "The campaign cost 300 million crowns ($30 million), of which the Blues spent 110 million.";
    assert_eq!(against("The Blues' campaign cost $11 million", poll), [""; 0]);
}

#[test]
fn hours_minutes_and_seconds_are_one_time() {
    check(
        "in 2 hours, 17 minutes and 42 seconds, 53 seconds faster; 70 nautical miles",
        expect![[r#"
            2 hours, 17 minutes and 42 = 8262 second
            53 = 53 second
            70 = 70 nautical mile
        "#]],
    );
}

#[test]
fn a_number_that_is_nowhere_is_told_where_its_twin_with_two_digits_turned_round_stands_in_the_sentence() {
    let camps = "The number of refugees, which had fallen to 245,000 in May, was back at 372,000 by the end of July.";
    assert_eq!(
        against("The refugees were 327,000 at the end of July, after 245,000 in May", camps),
        ["372,000 for 327,000"]
    );
    assert_eq!(against("The refugees were 372,000 at the end of July, after 245,000 in May", camps), [""; 0]);
    let weir = "It promises each town 46,000 cubic feet a second (cusecs) in alternate weeks of the summer.";
    assert_eq!(against("The promise itself is of 64,000 cusecs in alternate weeks", weir), ["46,000 for 64,000"]);
    let raids = "The guard counted 423 raids in the first six months of this year.";
    assert_eq!(against("Raids were 432 in the first six months of this year", raids), ["423 for 432"]);
    let gap = "They compared both lists and found a gap of 13.7 tonnes for 2021.";
    assert_eq!(against("The gap was of 17.3 tonnes for 2021", gap), ["13.7 for 17.3"]);
    // A number of something else is no twin.
    assert_eq!(against("Of the tonnes for 2021 the 731 porters know nothing", gap), [""; 0]);
}

#[test]
fn a_part_added_to_its_whole_and_a_rounding_of_all_digits_excuse_nothing() {
    let sales =
        "She puts the sales of 2022 at 127 million crowns, of which Norwick paid 45 million and Orvia 62 million.";
    assert_eq!(against("Sales in 2022 came to 172 million crowns", sales), ["127 million for 172 million"]);
    assert_eq!(against("Norwick and Orvia paid 107 million crowns of the sales", sales), [""; 0]);
    assert_eq!(against("Others paid 20 million crowns of the sales of 2022", sales), [""; 0]);
    let ships = "The desk recorded 1,385 ships over one of its 29 cables; eight were called and three visited.";
    assert_eq!(against("The desk recorded 1,358 ships over its cables", ships), ["1,385 for 1,358"]);
}

#[test]
fn a_number_in_a_cell_counts_nothing_that_stands_in_the_next() {
    let plants = "On 3 May the board of Varn signed for two ovens that are to make 12,000 and 36,000 tonnes of coke.";
    assert_eq!(against("Varn, ovens|3 May 2021|63,000|see above|", plants), ["36,000 for 63,000"]);
    assert_eq!(against("Varn, ovens|3 May 2021|36,000|see above|", plants), [""; 0]);
}

#[test]
fn a_place_in_an_order_is_read_where_no_noun_follows() {
    check(
        "Varn is seventh; Loss came third in 2019, and climbed from 41st to 28th place; by the law 30 per cent of it",
        expect![[r#"
            seventh = no. 7 plac
            third = no. 3 plac
            2019 = 2019-None-None
            41st = no. 41 plac
            28th = no. 28 plac
            30 per cent = 30 %
        "#]],
    );
    let ports = "Loss grew by 12 per cent; Port Varn, with 3.4 million boxes, its best year since 2009, is seventh.";
    assert_eq!(against("Port Varn, with 3.4 million boxes, ranks eighth", ports), ["seventh for eighth"]);
    assert_eq!(against("Port Varn, with 3.4 million boxes, ranks seventh", ports), [""; 0]);
}

#[test]
fn million_tonnes_are_read_where_they_are_written_for_short() {
    let works = "The works at Varn can wash 3.7 million tonnes of coal a year.";
    assert_eq!(against("Varn can wash 7.3 mt of coal a year", works), ["3.7 million for 7.3"]);
    assert_eq!(against("Varn can wash 3.7 mt of coal a year", works), [""; 0]);
    assert_eq!(against("Varn can wash 3 MT of coal in the time of a tea", works), [""; 0]);
}

#[test]
fn two_figures_given_the_other_way_round_are_told_by_what_stands_behind_them_and_by_their_times() {
    let coal = "By the law 30 per cent of it is to be burnt and 70 per cent goes abroad in the first nine years.";
    assert_eq!(
        against("For the first nine years 70 % of the coal is burnt and 30 % sold", coal),
        ["30 per cent for 70 %", "70 per cent for 30 %"]
    );
    assert_eq!(against("For the first nine years 30 % of the coal is burnt and 70 % sold", coal), [""; 0]);
    assert_eq!(against("What goes abroad, 70 %, is more than the 30 % that is burnt", coal), [""; 0]);
    let toll = "In July the toll for a lorry was 94 crowns, against 78 in April.";
    assert_eq!(against("The toll for a lorry was 78 crowns in July and 94 in April", toll), ["94 for 78", "78 for 94"]);
    assert_eq!(against("The toll for a lorry was 78 crowns in April and 94 in July", toll), [""; 0]);
    let fee = "In 2019, after the fire at Varn, brokers asked for 3.9 per cent of the value of a barn; in 2022 the fee was 1.6 per cent.";
    assert_eq!(
        against("The fee was 1.6 per cent in 2019 and 3.9 per cent in 2022", fee),
        ["3.9 per cent for 1.6 per cent", "1.6 per cent for 3.9 per cent"]
    );
    assert_eq!(against("The fee was 3.9 per cent in 2019 and 1.6 per cent in 2022", fee), [""; 0]);
}
