import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: ['dist/**', 'node_modules/**', '.touchstone/**', 'coverage/**', '**/*.cjs'],
  },
  ...tseslint.configs.recommendedTypeChecked.map((entry) => ({
    ...entry,
    files: ['apps/**/*.ts', 'apps/**/*.tsx', 'libs/**/*.ts', 'test/**/*.ts'],
  })),
  {
    files: ['apps/**/*.ts', 'apps/**/*.tsx', 'libs/**/*.ts', 'test/**/*.ts'],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './apps/web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  {
    files: ['apps/**/*.ts', 'apps/**/*.tsx', 'libs/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250 }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>6]',
          message: 'A constructor takes six collaborators at most: see CONTRIBUTING.md.',
        },
      ],
    },
  },
  {
    // The cases of a test file share its servers and its set-up, which may take some fifty lines.
    files: ['test/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 300 }] },
  },
  {
    // Settings have one reader (libs/settings); TensorFlow's own variables are set before it is loaded.
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: ['**/*.spec.ts', 'apps/*/src/settings.ts', 'libs/tensors/src/tensor-runtime.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'The environment is read in the settings.ts of an app, and handed on.',
        },
      ],
    },
  },
  {
    // Page, command line and connector ask the API through #client, which knows its routes; see CONTRIBUTING.md, "A route".
    files: [
      'apps/web/src/**/*.ts',
      'apps/web/src/**/*.tsx',
      'apps/cli/src/**/*.ts',
      'apps/connector/src/**/*.ts',
    ],
    ignores: [
      '**/*.spec.ts',
      'apps/connector/src/pushing/refusal.ts',
      'apps/cli/src/client/patient-fetch.ts',
      // It asks the workers for their metrics.
      'apps/cli/src/demo/read-metrics.ts',
      'apps/cli/src/support-bundle/ask-process.ts',
    ],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Ask through #client.' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TemplateElement[value.raw=/\\/v1\\//]',
          message:
            'A route is a path that #client knows, filled by it; an address is from addressOf.',
        },
      ],
    },
  },
  {
    // Generated, and not to be edited: the rules of files that people write do not concern it.
    files: ['libs/client/src/api-types.ts'],
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      'max-lines': 'off',
    },
  },
);
