"""What a Splink linker that has been trained makes of a file of people whose column `cluster` is the truth."""

import json
import resource
import time

import pandas as pd


def pairs_of(labels):
    sizes = labels.value_counts()
    return int((sizes * (sizes - 1) // 2).sum())


def report(linker, truth, begun):
    """Predicts and clusters, and prints seconds since `begun`, memory and F1 of the clusters at p >= .95; `truth` by unique_id."""
    predictions = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, 0.95)
    frame = clusters.as_pandas_dataframe()
    seconds = time.time() - begun
    peak_rss_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    actual = truth.loc[frame["unique_id"]].to_numpy()
    hits = pairs_of(pd.Series(list(zip(frame["cluster_id"], actual, strict=True))))
    f1 = 2 * hits / (pairs_of(frame["cluster_id"]) + pairs_of(pd.Series(actual)))
    print(json.dumps({"seconds": seconds, "peakRssMiB": peak_rss_mib, "f1": f1}))
