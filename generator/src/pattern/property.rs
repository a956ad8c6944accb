//! `\p{...}`: the names that ECMA-262 allows (tables 67 to 70), with the tables of `regex-syntax`.

use super::set::{SURROGATES, Set};
use regex_syntax::hir::{Class, HirKind};

/// What is known about a property.
pub(super) enum Found {
    /// Its members.
    Set(Set),
    /// ECMA-262 has it, our tables have not: left to the engine of last resort.
    NoTable,
    /// ECMA-262 does not have it.
    Unknown,
}

/// Looks up the text between the braces.
pub(super) fn lookup(name: &str) -> Found {
    match name.split_once('=') {
        Some(("General_Category" | "gc", value)) if is_category(value) => category(value),
        Some(("Script" | "sc", value)) if is_script_name(value) => script("sc", value),
        Some(("Script_Extensions" | "scx", value)) if is_script_name(value) => script("scx", value),
        Some(_) => Found::Unknown,
        None if is_category(name) => category(name),
        None if BINARY.contains(&name) => table(name).map_or(Found::NoTable, Found::Set),
        None => Found::Unknown,
    }
}

fn category(name: &str) -> Found {
    let surrogates = Set::range(SURROGATES.0, SURROGATES.1);
    match name {
        "Cs" | "Surrogate" => Found::Set(surrogates),
        _ => table(&format!("gc={name}")).map_or(Found::NoTable, Found::Set),
    }
}

fn script(property: &str, name: &str) -> Found {
    table(&format!("{property}={name}")).map_or(Found::Unknown, Found::Set)
}

/// Asks `regex-syntax`, whose names are a loose form of ours.
fn table(name: &str) -> Option<Set> {
    let hir = regex_syntax::parse(&format!("\\p{{{name}}}")).ok()?;
    match hir.into_kind() {
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges().iter();
            Some(Set::from_ranges(
                ranges
                    .map(|range| (range.start().into(), range.end().into()))
                    .collect(),
            ))
        }
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            Some(Set::from_ranges(
                text.chars().map(|one| (one.into(), one.into())).collect(),
            ))
        }
        _ => None,
    }
}

/// `Old_Italic`, `Latin` or `Latn`: capitalised words joined by `_`.
fn is_script_name(name: &str) -> bool {
    name.split('_').all(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .is_some_and(|first| first.is_ascii_uppercase())
            && letters.all(|letter| letter.is_ascii_lowercase() || word == "Nko")
    }) || name == "SignWriting"
        || name == "Phags_Pa"
}

fn is_category(name: &str) -> bool {
    CATEGORIES.contains(&name)
}

const CATEGORIES: &[&str] = &[
    "Cased_Letter",
    "LC",
    "Close_Punctuation",
    "Pe",
    "Connector_Punctuation",
    "Pc",
    "Control",
    "Cc",
    "cntrl",
    "Currency_Symbol",
    "Sc",
    "Dash_Punctuation",
    "Pd",
    "Decimal_Number",
    "Nd",
    "digit",
    "Enclosing_Mark",
    "Me",
    "Final_Punctuation",
    "Pf",
    "Format",
    "Cf",
    "Initial_Punctuation",
    "Pi",
    "Letter",
    "L",
    "Letter_Number",
    "Nl",
    "Line_Separator",
    "Zl",
    "Lowercase_Letter",
    "Ll",
    "Mark",
    "M",
    "Combining_Mark",
    "Math_Symbol",
    "Sm",
    "Modifier_Letter",
    "Lm",
    "Modifier_Symbol",
    "Sk",
    "Nonspacing_Mark",
    "Mn",
    "Number",
    "N",
    "Open_Punctuation",
    "Ps",
    "Other",
    "C",
    "Other_Letter",
    "Lo",
    "Other_Number",
    "No",
    "Other_Punctuation",
    "Po",
    "Other_Symbol",
    "So",
    "Paragraph_Separator",
    "Zp",
    "Private_Use",
    "Co",
    "Punctuation",
    "P",
    "punct",
    "Separator",
    "Z",
    "Space_Separator",
    "Zs",
    "Spacing_Mark",
    "Mc",
    "Surrogate",
    "Cs",
    "Symbol",
    "S",
    "Titlecase_Letter",
    "Lt",
    "Unassigned",
    "Cn",
    "Uppercase_Letter",
    "Lu",
];

const BINARY: &[&str] = &[
    "ASCII",
    "ASCII_Hex_Digit",
    "AHex",
    "Alphabetic",
    "Alpha",
    "Any",
    "Assigned",
    "Bidi_Control",
    "Bidi_C",
    "Bidi_Mirrored",
    "Bidi_M",
    "Case_Ignorable",
    "CI",
    "Cased",
    "Changes_When_Casefolded",
    "CWCF",
    "Changes_When_Casemapped",
    "CWCM",
    "Changes_When_Lowercased",
    "CWL",
    "Changes_When_NFKC_Casefolded",
    "CWKCF",
    "Changes_When_Titlecased",
    "CWT",
    "Changes_When_Uppercased",
    "CWU",
    "Dash",
    "Default_Ignorable_Code_Point",
    "DI",
    "Deprecated",
    "Dep",
    "Diacritic",
    "Dia",
    "Emoji",
    "Emoji_Component",
    "EComp",
    "Emoji_Modifier",
    "EMod",
    "Emoji_Modifier_Base",
    "EBase",
    "Emoji_Presentation",
    "EPres",
    "Extended_Pictographic",
    "ExtPict",
    "Extender",
    "Ext",
    "Grapheme_Base",
    "Gr_Base",
    "Grapheme_Extend",
    "Gr_Ext",
    "Hex_Digit",
    "Hex",
    "IDS_Binary_Operator",
    "IDSB",
    "IDS_Trinary_Operator",
    "IDST",
    "ID_Continue",
    "IDC",
    "ID_Start",
    "IDS",
    "Ideographic",
    "Ideo",
    "Join_Control",
    "Join_C",
    "Logical_Order_Exception",
    "LOE",
    "Lowercase",
    "Lower",
    "Math",
    "Noncharacter_Code_Point",
    "NChar",
    "Pattern_Syntax",
    "Pat_Syn",
    "Pattern_White_Space",
    "Pat_WS",
    "Quotation_Mark",
    "QMark",
    "Radical",
    "Regional_Indicator",
    "RI",
    "Sentence_Terminal",
    "STerm",
    "Soft_Dotted",
    "SD",
    "Terminal_Punctuation",
    "Term",
    "Unified_Ideograph",
    "UIdeo",
    "Uppercase",
    "Upper",
    "Variation_Selector",
    "VS",
    "White_Space",
    "space",
    "XID_Continue",
    "XIDC",
    "XID_Start",
    "XIDS",
];
