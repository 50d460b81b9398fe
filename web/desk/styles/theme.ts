// The colours and sizes of the console (界面主题), given to antd: ink on paper as on the public pages, light and dark.
// antd's own colours for error, warning, success and primary stay below a contrast of 4.5 on white; these do not.

import { theme, type ThemeConfig } from "antd";
import { names } from "./running";

const shared = {
  fontFamily: "inherit",
  fontFamilyCode: '"SF Mono", Consolas, "DejaVu Sans Mono", monospace',
  fontSize: 14,
  lineHeight: 22 / 14,
  controlHeight: 32,
  controlHeightSM: 24,
  borderRadius: 0,
  motion: false,
  wireframe: false,
};

const light: ThemeConfig = {
  token: {
    ...shared,
    colorPrimary: "#0b4f8a", colorLink: "#0b4f8a", colorLinkHover: "#08385f",
    colorError: "#a61b1b", colorWarning: "#8f5b00", colorSuccess: "#00695c", colorInfo: "#0b4f8a",
    colorBgBase: "#fbf8f1", colorBgLayout: "#fbf8f1", colorBgContainer: "#fffefb", colorBgElevated: "#fffefb",
    colorText: "#1a1a18", colorTextSecondary: "#55534c", colorTextTertiary: "#55534c", colorTextDescription: "#55534c",
    colorTextPlaceholder: "#6b685f", colorTextDisabled: "#6b685f", colorTextQuaternary: "#6b685f",
    colorBorder: "#8c8779", colorBorderSecondary: "#ddd7c8", colorSplit: "#ddd7c8",
  },
  components: {
    Button: { defaultBg: "#fffefb", defaultBorderColor: "#8c8779", fontWeight: 500, primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
  },
};

const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: "#8cc0f0", colorPrimaryHover: "#b4d8f8", colorPrimaryActive: "#6ba9e0",
    colorLink: "#8cc0f0", colorLinkHover: "#b4d8f8",
    colorError: "#ff8a80", colorWarning: "#ffc24d", colorSuccess: "#4fc3b0", colorInfo: "#8cc0f0",
    colorErrorHover: "#ffb3ac", colorErrorActive: "#ff6f63",
    colorBgBase: "#14161a", colorBgLayout: "#14161a", colorBgContainer: "#1a1d22", colorBgElevated: "#22262c",
    colorText: "#ece8df", colorTextSecondary: "#b5b0a4", colorTextTertiary: "#b5b0a4", colorTextDescription: "#b5b0a4",
    colorTextPlaceholder: "#a09b90", colorTextDisabled: "#a09b90", colorTextQuaternary: "#a09b90",
    colorBorder: "#7a766c", colorBorderSecondary: "#33363b", colorSplit: "#33363b",
    colorTextLightSolid: "#14161a",
  },
  components: {
    Button: { defaultBg: "#1a1d22", defaultBorderColor: "#7a766c", primaryColor: "#14161a", dangerColor: "#14161a", fontWeight: 500, primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
  },
};

export const themes = { light: { ...light, ...names }, dark: { ...dark, ...names } };
