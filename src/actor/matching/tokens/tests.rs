use super::*;

fn bare(name: &str) -> String {
    tokens(name).tokens.iter().map(|token| token.plain.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_no_part_of_a_name_is_dropped() {
    for (name, left) in [
        ("Dr. Amina al-Khatib", "amina khatib"),
        ("Iyad Ag Tahalil", "iyad tahalil"),
        ("bin Rashid", "rashid"),
        ("al-Khatib", "khatib"),
        ("Al Gorman", "al gorman"),
        ("Ben Carter", "ben carter"),
        ("KHATIB, Amina", "amina khatib"),
        ("Martin Weaver, Jr.", "martin weaver"),
        ("Ludwig van der Berg", "ludwig berg"),
        ("Lê Văn Tâm", "le van tam"),
        ("Le Thi Dung", "le thi dung"),
        ("Sheikh", "sheikh"),
        ("Jean-Claude Petit", "jean claude petit"),
        ("J.-C. Petit", "j c petit"),
    ] {
        assert_eq!(bare(name), left, "{name}");
    }
}

#[test]
fn titles_before_and_suffixes_after_a_name_are_dropped_and_others_kept() {
    for (name, left) in [
        ("Prof. Dr. Amina Khatib PhD", "amina khatib"),
        ("Martin Weaver III", "martin weaver"),
        ("Amina Sheikh", "amina sheikh"),
        ("Jr.", "jr"),
        ("Weaver, Martin, Jr.", "weaver martin"),
        ("Weaver,", "weaver"),
        (", Martin", "martin"),
        ("Martin - Weaver", "martin weaver"),
        ("J.C.Petit", "j c petit"),
        ("J. C. Petit", "j c petit"),
    ] {
        assert_eq!(bare(name), left, "{name}");
    }
}

#[test]
fn articles_and_links_are_silent_but_where_they_are_names() {
    for (name, left) in [
        ("Amina Al Khatib", "amina khatib"),
        ("Amina al Khatib", "amina khatib"),
        ("al Khatib", "khatib"),
        ("Al-Khatib", "khatib"),
        ("Al-Khatib Amina", "khatib amina"),
        ("Amina ash-Shami", "amina shami"),
        ("Omar Al", "omar al"),
        ("Al", "al"),
        ("Omar Bin", "omar bin"),
        ("Bin Rashid", "rashid"),
        ("Omar bin Rashid", "omar rashid"),
        ("Ould Omar", "omar"),
        ("ben Carter", "carter"),
        ("Amina Ben Carter", "amina carter"),
        ("Ben-Carter Amina", "carter amina"),
    ] {
        assert_eq!(bare(name), left, "{name}");
    }
}

#[test]
fn particles_are_dropped_but_where_they_are_names_or_initials() {
    for (name, left, glued) in [
        ("Ludwig van der Berg", "ludwig berg", Some("ludwig vanderberg")),
        ("De Witt", "witt", Some("dewitt")),
        ("Ana Ortega y Gasset", "ana ortega gasset", Some("ana ortega ygasset")),
        ("Y. Tran", "y tran", None),
        ("Y Tran", "y tran", None),
        ("Amina Das", "amina das", None),
        ("Das", "das", None),
        ("Amina Berg", "amina berg", None),
    ] {
        assert_eq!(bare(name), left, "{name}");
        let with: Option<Vec<String>> =
            tokens(name).with_particles.map(|tokens| tokens.into_iter().map(|token| token.plain).collect());
        assert_eq!(with.map(|with| with.join(" ")).as_deref(), glued, "{name}");
    }
}

#[test]
fn the_article_may_be_written_with_the_last_name() {
    for (name, glued) in [
        ("Salah el-Tayeb", Some("salah altayeb")),
        ("Salah Omar al-Tayeb", Some("salah omar altayeb")),
        ("Salah al Tayeb", Some("salah altayeb")),
        ("el-Tayeb", None),
        ("Al Tayeb", None),
        ("Salah Tayeb", None),
        ("Salah el-Tayeb Omar", None),
        ("Salah bin Tayeb", None),
        ("Salah ad-Tayeb", None),
        ("Salah al-Nasruddin", None),
        ("Tayeb", None),
    ] {
        let with: Option<Vec<String>> =
            tokens(name).with_article.map(|tokens| tokens.into_iter().map(|token| token.plain).collect());
        assert_eq!(with.map(|with| with.join(" ")).as_deref(), glued, "{name}");
    }
}

#[test]
fn a_letter_is_an_initial_and_two_are_not() {
    let initials = |name: &str| tokens(name).tokens.iter().map(|token| token.initial).collect::<Vec<_>>();
    assert_eq!(initials("Y. Al Tran"), [true, false]);
    assert_eq!(initials("Yu É. Tran"), [false, true, false]);
}

#[test]
fn no_name_has_more_than_sixteen_tokens() {
    let long: Vec<String> = (10..99).map(|number| format!("Omar{number}")).collect();
    assert_eq!(bare(&long.join(" ")), long[..16].join(" ").to_lowercase());
    assert_eq!(bare(&long[..16].join(" ")), long[..16].join(" ").to_lowercase());
}

#[test]
fn spellings_of_one_given_name_sound_alike() {
    let sounds = |name: &str| tokens(name).tokens.iter().map(|token| token.phonemes.clone()).collect::<Vec<_>>();
    assert_eq!(sounds("Volodymyr"), sounds("Vladimir"));
    assert_eq!(sounds("Youssouf"), sounds("Yusif"));
    assert_ne!(sounds("Volodymyr"), sounds("Serhiy"));
}

#[test]
fn compounds_come_out_alike() {
    assert_eq!(bare("Abd al-Rahman Omar"), bare("Abdurrahman Omar"));
    assert_eq!(bare("Nasr al-Din Omar"), bare("Nasreddine Omar"));
    for (name, left) in [
        ("Abd al-Rahman", "abdalrahman"),
        ("Abdul Rahman", "abdalrahman"),
        ("Abdel Karim Omar", "abdalkarim omar"),
        ("Abdessalam", "abdalsalam"),
        ("Abdukarim", "abdukarim"),
        ("Abdullah", "abdullah"),
        ("Abdur", "abdur"),
        ("Omar Abdul", "omar abdul"),
        ("Saif Allah Omar", "saifullah omar"),
        ("Saif Ullah", "saifullah"),
        ("Allah", "allah"),
        ("Nasr ed-Din", "nasrudin"),
        ("Nasr Eddine", "nasrudin"),
        ("Nasr Deen Omar", "nasrudin omar"),
        ("Nasruddin", "nasrudin"),
        ("Nasruddine", "nasrudin"),
        ("Nasreddin", "nasrudin"),
        ("Nasraddin", "nasrudin"),
        ("Nasradin", "nasrudin"),
        ("Nasraldin", "nasrudin"),
        ("Nasruldin", "nasrudin"),
        ("Nasroddin", "nasrudin"),
        ("Nasrudeen", "nasrudin"),
        ("Nasruddeen", "nasrudin"),
        // What says whose son he is is no part of the compound.
        ("Abd bin Rashid", "abd rashid"),
        ("Abdul ibn Rashid", "abdul rashid"),
        ("Abdel Ould Omar", "abdel omar"),
        ("Abdul de la Cruz", "abdul cruz"),
        ("Abd al-Karim bin Rashid", "abdalkarim rashid"),
        ("Abd el-Karim", "abdalkarim"),
        ("Abd ur-Rahman", "abdalrahman"),
        ("Abd ul Karim", "abdalkarim"),
        // The servant is no stem before "al-Din".
        ("Abd al-Din", "abdaldin"),
        ("Abd ed-Din", "abdaldin"),
        ("Abduddin", "abdaldin"),
        ("Abd Allah Omar", "abdullah omar"),
        ("Abd ullah", "abdullah"),
        // No more than one letter before it is no name.
        ("Radin", "radin"),
        ("Eddine", "eddine"),
        ("Eddins", "eddins"),
    ] {
        assert_eq!(bare(name), left, "{name}");
    }
}
