import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['build/', 'dist/', 'node_modules/'] },
  js.configs.recommended,
  { languageOptions: { globals: globals.nodeBuiltin } },
  {
    files: ['web/glue/*.js', 'web/app/*.js', 'web/site/pdf.mjs', 'web/site/lost/*.js', 'tests/web/*.js', 'tests/bench/**/*.mjs'],
    languageOptions: { globals: { ...globals.browser, Module: 'readonly', specialHTMLTargets: 'readonly' } },
    rules: {
      // Chance and clocks belong to the core's seed and to the caller.
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }, { object: 'Date', property: 'now' }],
    },
  },
  { rules: { 'no-unused-expressions': 'off', 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] } },
];
