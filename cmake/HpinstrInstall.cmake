# HpinstrInstall.cmake - installs headers, manual pages and the CMake package; parts install their own targets.

include(CMakePackageConfigHelpers)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/hpinstr DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
file(GLOB ManPages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/man/*.1)
install(FILES ${ManPages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

set(PackageDir ${CMAKE_INSTALL_LIBDIR}/cmake/hpinstr)
set(HpinstrPluginPath ${CMAKE_INSTALL_LIBDIR}/hpinstr.so)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/hpinstrConfig.cmake.in
  ${PROJECT_BINARY_DIR}/cmake/hpinstrConfig.cmake
  INSTALL_DESTINATION ${PackageDir}
  PATH_VARS CMAKE_INSTALL_INCLUDEDIR HpinstrPluginPath)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cmake/hpinstrConfigVersion.cmake
  COMPATIBILITY SameMajorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/cmake/hpinstrConfig.cmake ${PROJECT_BINARY_DIR}/cmake/hpinstrConfigVersion.cmake
  DESTINATION ${PackageDir})
