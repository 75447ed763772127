"""Golden figures of engine/features, by NumPy and scikit-image.

  python test/golden/features.py > test/golden/features.json     needs numpy, scikit-image 0.26

A picture given by a formula with its descriptor; 40 rows of 12 numbers with 5 principal components (SVD); numbers as
float16.
"""
import json
import numpy as np
from skimage.color import rgb2gray, rgb2lab
from skimage.feature import hog


def unit_length(x):
    return x / np.linalg.norm(x)


y, x = np.mgrid[0:224, 0:224]
channels = [(x * y) // 197, 255 - (x + y) // 2, (abs(x - 112) * 2 + (y // 32) * 40) % 256]
picture = np.stack(channels, -1).astype(np.uint8)

lab = rgb2lab(picture).reshape(-1, 3)
edges = [np.linspace(0, 100, 5), np.linspace(-100, 100, 5), np.linspace(-100, 100, 5)]
counts, _ = np.histogramdd(np.clip(lab, [0, -100, -100], [100, 100, 100]), bins=edges)
colours = unit_length(np.sqrt(counts.ravel()))
# 224 / 64 = 3.5: every pixel twice, then means of 7.
grey = rgb2gray(picture).repeat(2, 0).repeat(2, 1).reshape(64, 7, 64, 7).mean((1, 3))
gradients = unit_length(
    hog(grey, orientations=8, pixels_per_cell=(8, 8), cells_per_block=(2, 2), block_norm="L2-Hys")
)
descriptor = unit_length(np.concatenate([colours, gradients]))

rng = np.random.default_rng(7)
rows = np.round(rng.normal(size=(40, 12)) * 1.5 ** -np.arange(12) + rng.normal(size=12), 3)
centred = rows - rows.mean(0)
_, _, components = np.linalg.svd(centred, full_matrices=False)
largest = np.abs(components).argmax(1)
components *= np.sign(components[np.arange(12), largest])[:, None]

values = [0, 1, -1, 0.1, 1 / 3, 65504, 65519, 65520, 1e6, 6e-5, 5.96e-8, 2.98e-8, 3e-8, -2e-8, 1.0009765625,
          1.00048828125, 1.00146484375, 0.333251953125, 2047.5, 2049, 6.1e-5, -1e-7]
values = [float(np.float32(v)) for v in values]
print(json.dumps({
    "descriptor": descriptor.round(7).tolist(),
    "rows": rows.tolist(),
    "components": components[:5].round(9).tolist(),
    "projected": (centred @ components[:5].T).round(9).tolist(),
    "values": values,
    "halves": [int(v) for v in np.array(values, np.float32).astype(np.float16).view(np.uint16)],
}))
