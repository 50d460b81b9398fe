// Writes the style sheet of the antd components that the console uses, for light and dark, to standard output. Run by
// the build. What differs in the dark is stated once more inside a media query; everything else is shared.

import { createCache, extractStyle, StyleProvider } from "@ant-design/cssinjs";
import { Button, Checkbox, ConfigProvider, Empty, Input, QRCode, Select, Skeleton, Spin, type ThemeConfig } from "antd";
import { renderToString } from "react-dom/server";
import { themes } from "./theme";

function styleSheet(theme: ThemeConfig): string {
  const cache = createCache();
  renderToString(
    <StyleProvider cache={cache}>
      <ConfigProvider theme={theme}>
        <Button />
        <Input />
        <Input.Password />
        <Input.TextArea />
        <Select showSearch options={[{ value: 1 }]} />
        <Checkbox.Group options={["one"]} />
        <Skeleton />
        <Spin />
        <Empty />
        <QRCode value="one" type="svg" />
      </ConfigProvider>
    </StyleProvider>,
  );
  return extractStyle(cache, { plain: true });
}

/// The rules at the top level of a style sheet, each with all that it holds.
function rules(sheet: string): string[] {
  const found: string[] = [];
  for (let at = 0, start = 0, depth = 0; at < sheet.length; ++at) {
    if (sheet[at] === "{") ++depth;
    if (sheet[at] !== "}" || --depth > 0) continue;
    found.push(sheet.slice(start, at + 1).trim());
    start = at + 1;
  }
  return found;
}

const light = rules(styleSheet(themes.light));
const shared = new Set(light);
const dark = rules(styleSheet(themes.dark)).filter((rule) => !shared.has(rule));

console.log(`${light.join("\n")}\n@media (prefers-color-scheme: dark) {\n${dark.join("\n")}\n}\n`);
