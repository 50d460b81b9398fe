# The rooms of the house. docs/rooms.json says which room may include which; the same names stand in
# DEPENDS below, and tests/house holds both against the real #includes.

# seethrough_room(<name> [DEPENDS <room>...] [LINK <library>...]): every src/<name>/**.cpp, one static library.
function(seethrough_room name)
  cmake_parse_arguments(ROOM "" "" "DEPENDS;LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  list(TRANSFORM ROOM_DEPENDS PREPEND seethrough_)
  if(sources)
    add_library(seethrough_${name} STATIC ${sources})
    target_include_directories(seethrough_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(seethrough_${name} PUBLIC ${ROOM_DEPENDS} ${ROOM_LINK})
  else()
    add_library(seethrough_${name} INTERFACE)
    target_include_directories(seethrough_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(seethrough_${name} INTERFACE ${ROOM_DEPENDS} ${ROOM_LINK})
  endif()
endfunction()

# seethrough_test(<name> LINK <target>...): every tests/<name>/*.cpp, one doctest program, one ctest entry.
function(seethrough_test name)
  cmake_parse_arguments(TEST "" "" "LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${name}/*.cpp)
  add_executable(test_${name} ${sources} $<TARGET_OBJECTS:test_main>)
  target_include_directories(test_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(test_${name} PRIVATE SOURCE_DIR="${CMAKE_SOURCE_DIR}" BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_link_libraries(test_${name} PRIVATE ${TEST_LINK} rapidcheck)
  # What is tested is optimised; the tests themselves compile in half the time without.
  target_compile_options(test_${name} PRIVATE -O0 -g0)
  add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()
