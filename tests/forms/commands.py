"""Heads of cells that students write on their own machines; the line below each imports numpy."""

COLAB = """
from google.colab import drive
drive.mount('/content/drive')
FOLDERNAME = 'cs231n/a2/'
import sys
sys.path.append('/content/drive/My Drive/{}'.format(FOLDERNAME))
%cd drive/My\\ Drive/$FOLDERNAME/cs231n/datasets/
!bash get_datasets.sh
%cd ../../
"""
HEADS = {
    "bang_pip": "!pip install -q scipy",
    "bang_ls": "!ls",
    "pip": "%pip install -q scipy",
    "cd": "%cd /content",
    "mkdir": "%mkdir -p data",
    "guarded": "try:\n    import numba\nexcept ImportError:\n    !pip install numba",
    "conda": "%conda install numpy\n%mamba install x\nhere = %pwd\n%ls\n%env FOO=1",
    "assigned": "files = !ls\nassert isinstance(files, list)",
    "loop": "for i in range(3):\n    !echo {i}",
    "system": "get_ipython().system('ls')\nget_ipython().getoutput('ls')",
    "older_magic": "get_ipython().magic('matplotlib inline')",
    "unknown": "%frobnicate 3",
    "unknown_cell": "%%memit",
    "tensorflow": "%tensorflow_version 2.x",
    "pylab": "%pylab inline\nassert array([1]).sum() == 1",
    "widget": "%matplotlib widget",
    "config": "%config InlineBackend.figure_format = 'retina'",
    "extension": "%load_ext nb_black\n%load_ext tensorboard",
    "store": "%store -r foo",
    "backend": "import matplotlib\nmatplotlib.use('TkAgg')",
    "switched": "import matplotlib.pyplot as plt\nplt.switch_backend('Qt5Agg')",
    "unpacked": "import matplotlib.pyplot as p\n_, ax = p.subplots()\nline, = ax.plot([1, 2])\na, b, c = ax.hist([1])",
    "breakpoint": "breakpoint()\nimport pdb; pdb.set_trace()",
    "debugger": "%pdb off\n%debug",
    "colab": COLAB,
    "timed": "%%time\n!pip install foo",
    "captured": "%%capture\n!pip install foo",
    "out_of_the_folder": "import os\nhere = os.getcwd()\n%cd ..\n%cd /\n%cd ~\nassert os.getcwd() == here",
}
PROGRAMS = {"bash": "%%bash\nls\nmkdir x", "script": "%%script false\nx", "javascript": "%%javascript\nalert(1)"}
"""Cells that are programs of their own."""
