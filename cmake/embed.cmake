# Files that the program carries inside itself, so that it is one program: rules, places, style sheet, scripts.
# src/app/embedded.h gives them by name.

set(embedded_files
    rules/2024-1.yaml rules/2024-2.yaml rules/2025.yaml rules/2026.yaml data/places/140400.yaml data/complaints/types.tsv data/complaints/place-names.tsv data/calendar/2025.yaml data/calendar/2026.yaml docs/openapi.yaml web/public/site.css web/dist/site.js web/dist/verify.js
    web/dist/desk.bundle)

file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/src/*.ts ${CMAKE_SOURCE_DIR}/web/desk/*)
list(FILTER web_sources EXCLUDE REGEX "/api_types\\.d\\.ts$|/api\\.d\\.ts$")
add_custom_command(
  OUTPUT ${CMAKE_SOURCE_DIR}/web/dist/site.js ${CMAKE_SOURCE_DIR}/web/dist/verify.js ${CMAKE_SOURCE_DIR}/web/dist/desk.bundle
  COMMAND npm run --silent build
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/web
  DEPENDS ${web_sources} ${CMAKE_SOURCE_DIR}/web/build.mjs ${CMAKE_SOURCE_DIR}/web/package.json ${CMAKE_SOURCE_DIR}/docs/openapi.yaml
  COMMENT "Building the pages' scripts and the console")

set(embedded_source ${CMAKE_BINARY_DIR}/embedded.cpp)
set(text "// Made by cmake/embed.cmake.\n#include \"app/embedded.h\"\n\n")
set(table "")
set(index 0)
foreach(file ${embedded_files})
  string(APPEND text
         "__asm__(\".section .rodata\\n.balign 16\\nembedded_${index}_begin:\\n.incbin \\\"${CMAKE_SOURCE_DIR}/${file}\\\"\\n\"\n"
         "        \"embedded_${index}_end:\\n.previous\\n\");\n"
         "extern \"C\" const char embedded_${index}_begin[], embedded_${index}_end[];\n")
  string(APPEND table
         "  if (name == \"${file}\")\n    return {embedded_${index}_begin, static_cast<std::size_t>(embedded_${index}_end - embedded_${index}_begin)};\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND text "\nnamespace seethrough::app {\n\nstd::string_view embedded(std::string_view name) {\n${table}  return {};\n}\n\n}  // namespace seethrough::app\n")
file(GENERATE OUTPUT ${embedded_source} CONTENT "${text}")

function(seethrough_embed target)
  list(TRANSFORM embedded_files PREPEND ${CMAKE_SOURCE_DIR}/ OUTPUT_VARIABLE paths)
  set_source_files_properties(${embedded_source} PROPERTIES OBJECT_DEPENDS "${paths}" GENERATED TRUE)
  target_sources(${target} PRIVATE ${embedded_source})
endfunction()
