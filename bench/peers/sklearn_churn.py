"""scikit-learn on a labelled table, in the folds of `clientele evaluate churn --table`: AUC, calibration error and seconds as JSON.

python sklearn_churn.py FILE ID LABEL [FOLDS]; the label is 1 or 0, every other column a number or a category.
"""

import hashlib
import json
import sys
import time

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

file, key, label = sys.argv[1:4]
folds = int(sys.argv[4]) if len(sys.argv) > 4 else 5
table = pd.read_csv(file)
fold = np.array([int(hashlib.md5(str(one).encode()).hexdigest(), 16) % folds for one in table[key]])
y = table[label].astype(int).to_numpy()
x = pd.get_dummies(table.drop(columns=[key, label]), dummy_na=False).astype(float)
filled = x.fillna(x.median()).fillna(0)


def calibration_error(chances, labels):
    order = np.argsort(-chances, kind="stable")
    parts = [order[g * len(order) // 10 : (g + 1) * len(order) // 10] for g in range(10)]
    return float(sum(abs((chances[p] - labels[p]).sum()) for p in parts) / len(order))


found = {}
for name, make, values in [
    ("logistic", lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)), filled),
    ("gbdt", lambda: HistGradientBoostingClassifier(random_state=1), x),
]:
    begun = time.time()
    chances = np.zeros(len(y))
    for f in range(folds):
        model = make().fit(values[fold != f], y[fold != f])
        chances[fold == f] = model.predict_proba(values[fold == f])[:, 1]
    found[name] = {
        "auc": float(roc_auc_score(y, chances)),
        "expectedCalibrationError": calibration_error(chances, y),
        "seconds": time.time() - begun,
    }
print(json.dumps(found))
