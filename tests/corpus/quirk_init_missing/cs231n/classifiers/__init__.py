from cs231n.classifiers.cnn import *
