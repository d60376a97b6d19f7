"""Splink on a file of people as its own example for historical persons sets it up: prints seconds, memory and F1 of the clusters at p >= .95."""

import sys
import time

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink_report import report

records = pd.read_csv(sys.argv[1], dtype=str)
truth = records.set_index("unique_id")["cluster"]
begun = time.time()


def column(*names):
    return next(name for name in names if name in records.columns)


def begin(name, length):
    return f"substr({name}, 1, {length})"


first, last = column("first_name", "given_name"), column("surname", "family_name")
birth, postcode = column("dob", "birth_date"), column("postcode_fake", "postcode")
place = column("birth_place", "city")
whole_name = "first_name_surname_concat"
records[whole_name] = records[first] + " " + records[last]
rules = [
    block_on(begin(first, 3), begin(last, 4)),
    block_on(last, birth),
    block_on(first, birth),
    block_on(postcode, first),
    block_on(postcode, last),
    block_on(birth, place),
    block_on(begin(postcode, 3), birth),
    block_on(begin(postcode, 3), first),
    block_on(begin(postcode, 3), last),
    block_on(begin(first, 2), begin(last, 2), begin(birth, 4)),
]
comparisons = [
    cl.ForenameSurnameComparison(first, last, forename_surname_concat_col_name=whole_name),
    cl.DateOfBirthComparison(birth, input_is_string=True),
    cl.PostcodeComparison(postcode),
    cl.ExactMatch(place).configure(term_frequency_adjustments=True),
    cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
]
linker = Linker(
    DuckDBAPI().register(records.drop(columns=["cluster"])),
    SettingsCreator(link_type="dedupe_only", comparisons=comparisons, blocking_rules_to_generate_predictions=rules),
)
sure = [
    block_on(first, last, birth),
    block_on(begin(first, 2), last, begin(postcode, 2)),
    block_on(birth, postcode),
]
linker.training.estimate_probability_two_random_records_match(sure, recall=0.6)
linker.training.estimate_u_using_random_sampling(max_pairs=1e7)
for rule in (block_on(first, last), block_on(birth)):
    linker.training.estimate_parameters_using_expectation_maximisation(rule, estimate_without_term_frequencies=True)
report(linker, truth, begun)
