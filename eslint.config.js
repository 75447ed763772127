import eslint from '@eslint/js';
import vue from 'eslint-plugin-vue';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const only = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});
const tfjs = { group: ['@tensorflow/*'], message: 'TensorFlow.js is imported in engine/backend/ only.' };

export default tseslint.config(
  {
    ignores: ['dist/**', 'release/**', '.cache/**', 'node_modules/**', 'test/results/**', 'test/fixtures/**'],
  },
  eslint.configs.recommended,
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  prettier,
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: tseslint.parser } } },
  {
    rules: {
      'no-undef': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['*.config.ts'],
    rules: { 'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }] },
  },
  only(
    ['evaluations/**/*.ts'],
    [
      {
        group: ['**/engine/**', '**/electron/**', '**/renderer/**', 'node:*', 'libsql'],
        message: 'evaluations/ is pure and stands at the bottom.',
      },
      tfjs,
    ],
    ['evaluations/records/**'],
  ),
  only(
    ['evaluations/records/**/*.ts'],
    [
      {
        group: ['**/engine/**', '**/electron/**', '**/renderer/**'],
        message: 'evaluations/ imports nothing of ours.',
      },
      tfjs,
    ],
  ),
  only(
    ['engine/**/*.ts'],
    [{ regex: '^(electron|.*/(electron|renderer)/.*)$', message: 'The engine knows no window.' }, tfjs],
    ['engine/backend/**', 'engine/cli/**'],
  ),
  only(
    ['engine/cli/**/*.ts'],
    [{ regex: '^(electron|.*/(electron|renderer)/.*)$', message: 'The command line knows no window.' }, tfjs],
  ),
  only(
    ['electron/**/*.ts'],
    [
      {
        regex: '/(renderer|engine/(?!contract/))',
        message: 'Only the contract of another process.',
      },
      tfjs,
    ],
  ),
  only(
    ['renderer/**/*.ts', 'renderer/**/*.vue'],
    [
      {
        regex: '^(node:.*|electron|.*/records/.*|.*/(engine|electron)/(?!contract/).*)$',
        message: 'Only the contract of another process.',
      },
      tfjs,
    ],
  ),
  {
    files: ['renderer/components/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/stores/**'], message: 'Components take props; views read stores.' }] },
      ],
    },
  },
  {
    files: ['evaluations/**', 'engine/**'],
    ignores: ['engine/cli/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is a parameter.' },
      ],
    },
  },
  {
    files: ['engine/cli/**', 'electron/runtime/**', 'test/**', '*.config.*'],
    rules: { 'no-console': 'off' },
  },
);
