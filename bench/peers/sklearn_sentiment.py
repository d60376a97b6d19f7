"""scikit-learn's logistic regression over character 1-2-gram TF-IDF, in the folds of `clientele evaluate sentiment`.

python sklearn_sentiment.py FILE TEXT LABEL [FOLDS]; the label is 1 or 0. Prints accuracy, AUC and seconds as JSON, of the
better (by AUC) of counts and logarithms of counts.
"""

import hashlib
import json
import sys
import time

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, roc_auc_score

file, text, label = sys.argv[1:4]
folds = int(sys.argv[4]) if len(sys.argv) > 4 else 5
table = pd.read_csv(file).dropna(subset=[text, label])
texts = table[text].astype(str).str.strip().to_numpy()
y = table[label].astype(int).to_numpy()
fold = np.array([int(hashlib.md5(one.encode()).hexdigest(), 16) % folds for one in texts])

found = []
for sublinear in (False, True):
    begun = time.time()
    chances = np.zeros(len(y))
    for f in range(folds):
        terms = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=sublinear)
        model = LogisticRegression(max_iter=1000).fit(terms.fit_transform(texts[fold != f]), y[fold != f])
        chances[fold == f] = model.predict_proba(terms.transform(texts[fold == f]))[:, 1]
    found.append(
        {
            "texts": len(y),
            "accuracy": float(accuracy_score(y, chances > 0.5)),
            "auc": float(roc_auc_score(y, chances)),
            "seconds": time.time() - begun,
        }
    )
print(json.dumps(max(found, key=lambda one: one["auc"])))
