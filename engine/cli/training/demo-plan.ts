/** What `pinwise demo` compares, the reference first. */
export const demoPresets = ['pinsage', 'mean-pooling', 'combined', 'visual', 'annotation', 'random-walk'];
