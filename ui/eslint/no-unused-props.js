/**
 * Reports members of a component's props type that `$props()` does not take. As `svelte/no-unused-props`, of which it is the part
 * that needs no types: a type made elsewhere is not looked into, and neither are props of props. With types, TypeScript reads the
 * program anew for each component, which takes most of a run.
 */
export default {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { unused: "'{{name}}' is an unused property of the props." },
  },
  create(context) {
    const named = new Map();
    return {
      TSInterfaceDeclaration: (node) => void named.set(node.id.name, node.body.body),
      TSTypeAliasDeclaration: (node) => void named.set(node.id.name, node.typeAnnotation.members),
      'Program:exit': (program) => {
        for (const pattern of propsPatterns(program)) {
          const type = pattern.typeAnnotation?.typeAnnotation;
          const members = type?.members ?? named.get(type?.typeName?.name) ?? [];
          const taken = takenNames(pattern);
          if (taken === null) continue;
          for (const { key } of members)
            if (key && !taken.has(key.name ?? key.value))
              context.report({ node: key, messageId: 'unused', data: { name: key.name ?? key.value } });
        }
      },
    };
  },
};

/** The patterns on the left of `= $props()`, at the top of a component's script. */
function propsPatterns(program) {
  const scripts = program.body.filter(({ type }) => type === 'SvelteScriptElement');
  return scripts
    .flatMap(({ body }) => body)
    .filter(({ type }) => type === 'VariableDeclaration')
    .flatMap(({ declarations }) => declarations)
    .filter(({ id, init }) => init?.callee?.name === '$props' && id.type === 'ObjectPattern')
    .map(({ id }) => id);
}

/** The names that a pattern takes; `null` when it takes all. */
function takenNames({ properties }) {
  if (properties.some(({ type }) => type === 'RestElement')) return null;
  return new Set(properties.map(({ key }) => key.name ?? key.value));
}
