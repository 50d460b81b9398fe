// What antd has to know while the console runs: the names in its style sheet. The colours themselves are in the sheet, which
// styles.tsx makes when the console is built; nothing is written into the page.

export const names = { cssVar: { prefix: "ant", key: "desk-theme" }, hashed: false };
export const running = { ...names, zeroRuntime: true };
