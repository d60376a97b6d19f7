"""Splink on a file of bench/people.ts, as its own tutorial sets it up: prints seconds, memory and F1 of the clusters at p >= .95."""

import sys
import time

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink_report import report

records = pd.read_csv(sys.argv[1], dtype=str)
truth = records.set_index("unique_id")["cluster"]
begun = time.time()
has = set(records.columns)
comparisons = []
rules = []
for column, comparison in [
    ("given_name", cl.NameComparison("given_name")),
    ("first_name", cl.NameComparison("first_name")),
    ("family_name", cl.NameComparison("family_name")),
    ("surname", cl.NameComparison("surname")),
    ("name", cl.NameComparison("name")),
    ("birth_date", cl.DateOfBirthComparison("birth_date", input_is_string=True)),
    ("dob", cl.DateOfBirthComparison("dob", input_is_string=True)),
    ("email", cl.EmailComparison("email")),
    ("phone", cl.LevenshteinAtThresholds("phone", [1, 2])),
    ("street", cl.JaroWinklerAtThresholds("street", [0.9])),
    ("address", cl.JaroWinklerAtThresholds("address", [0.9])),
    ("house_number", cl.ExactMatch("house_number")),
    ("city", cl.ExactMatch("city").configure(term_frequency_adjustments=True)),
    ("postcode", cl.LevenshteinAtThresholds("postcode", [1])),
    ("gender", cl.ExactMatch("gender")),
    ("occupation", cl.ExactMatch("occupation").configure(term_frequency_adjustments=True)),
]:
    if column in has:
        comparisons.append(comparison)
first = next((c for c in ("given_name", "first_name") if c in has), None)
last = next((c for c in ("family_name", "surname", "name") if c in has), None)
birth = next((c for c in ("birth_date", "dob") if c in has), None)
pairs = [(first, last), (birth,), ("email",), ("phone",), (last, "postcode"), (first, "street"), (last, "street"), (last, "city")]
rules = [block_on(*pair) for pair in pairs if all(c in has for c in pair)]
api = DuckDBAPI()
linker = Linker(
    api.register(records.drop(columns=["cluster"])),
    SettingsCreator(link_type="dedupe_only", comparisons=comparisons, blocking_rules_to_generate_predictions=rules),
)
sure = [block_on(c) for c in ("email", "phone") if c in has] or rules[:2]
linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
for rule in rules[:2]:
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
report(linker, truth, begun)
