addEventListener("DOMContentLoaded", () => {
  startTheme();
  startTable();
  startKeys();
  startPages();
});
