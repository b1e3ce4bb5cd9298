//! The budget of an activity: the sum of its periods.

use serde_json::{Value, json};

use crate::domain::record::Budget;

use super::super::value::{Hint, decimal};
use super::element::Element;

const NO_SUM: &str = "its budgets cannot be added up: an amount or the currency is not readable, or below zero; they are \
                      kept under “extra”";

/// What the budgets of an activity say.
#[derive(Debug, Default, PartialEq)]
pub struct Money {
    /// The sum, when all periods are in one currency.
    pub budget: Option<Budget>,
    /// Every period as the file has it.
    pub periods: Vec<Value>,
    /// Why there is no sum.
    pub warning: Option<String>,
}

/// Adds the periods up. A zero counts; an empty value does not.
#[must_use]
pub fn of(activity: &Element) -> Money {
    let usual = activity.said("default-currency").unwrap_or_default();
    let mut money = Money::default();
    let mut amounts = Vec::new();
    for (value, period) in activity.all("budget").filter_map(|budget| Some((budget.first("value")?, budget))) {
        let (text, currency) = (value.text.trim(), value.said("currency").unwrap_or(usual).to_uppercase());
        let day = |name| period.first(name).and_then(|date| date.said("iso-date")).unwrap_or_default().to_owned();
        money.periods.push(json!({
            "amount": text, "currency": currency, "start": day("period-start"), "end": day("period-end"),
            "status": period.said("status"), "type": period.said("type"),
        }));
        if !text.is_empty() {
            amounts.push((text.to_owned(), currency, period.said("type").unwrap_or("1").to_owned()));
        }
    }
    settle(&mut money, amounts);
    money
}

/// Revised budgets replace the original ones; adding both would count twice.
fn settle(money: &mut Money, mut amounts: Vec<(String, String, String)>) {
    if amounts.iter().any(|(.., kind)| kind == "2") && amounts.iter().any(|(.., kind)| kind == "1") {
        amounts.retain(|(.., kind)| kind == "2");
        money.warning =
            Some("there are original and revised budgets; the budget is the sum of the revised ones".to_owned());
    }
    let Some((_, currency, _)) = amounts.first().cloned() else { return };
    if amounts.iter().any(|(_, other, _)| *other != currency) {
        money.warning =
            Some("its budgets are in several currencies; they are kept under “extra” and not added up".to_owned());
        return;
    }
    let sum = amounts.iter().map(|(amount, ..)| cents(amount)).try_fold(0_i128, |sum, cents| sum.checked_add(cents?));
    let code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
    money.budget = sum.filter(|sum| code && *sum >= 0).map(|sum| Budget { amount: shown(sum), currency });
    if money.budget.is_none() {
        money.warning = Some(NO_SUM.to_owned());
    }
}

/// Hundredths of hundredths, so that odd decimals add up too.
fn cents(amount: &str) -> Option<i128> {
    let (sign, amount) = amount.strip_prefix('-').map_or((1, amount), |rest| (-1, rest));
    let number = decimal(amount, Hint::Point)?;
    let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
    let decimals = format!("{decimals:0<4}");
    let four = decimals
        .get(..4)
        .filter(|_| decimals.len() == 4 || decimals.get(4..).is_some_and(|rest| rest.bytes().all(|b| b == b'0')))?;
    whole.parse::<i128>().ok()?.checked_mul(10_000)?.checked_add(four.parse().ok()?)?.checked_mul(sign)
}

fn shown(cents: i128) -> String {
    let (whole, rest) = (cents / 10_000, cents % 10_000);
    let decimals = format!("{rest:04}");
    let decimals = decimals.trim_end_matches('0');
    match decimals.len() {
        0 => whole.to_string(),
        _ => format!("{whole}.{decimals:0<2}"),
    }
}
