; The setup program of Frise for Windows: for the user alone, no administrator is asked.
; makensis -DVERSION=… -DFILES=FOLDER -DOUT=FILE frise.nsi
Unicode true
!include MUI2.nsh
!include FileFunc.nsh
Name "Frise"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Frise"
InstallDirRegKey HKCU "Software\Frise" "Folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Frise"
VIAddVersionKey "FileDescription" "Frise setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "The Frise authors, MIT or Apache-2.0"
!define MUI_ICON "${__FILEDIR__}\frise.ico"
!define MUI_UNICON "${__FILEDIR__}\frise.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\frise.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "English"
LangString Project ${LANG_FRENCH} "Projet Frise"
LangString Project ${LANG_ENGLISH} "Frise project"
LangString OpenWith ${LANG_FRENCH} "Ouvrir avec Frise"
LangString OpenWith ${LANG_ENGLISH} "Open with Frise"

Section
  SetOutPath "$INSTDIR"
  File /r "${FILES}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Frise.lnk" "$INSTDIR\frise.exe"
  WriteRegStr HKCU "Software\Frise" "Folder" "$INSTDIR"
  ; Projects open by a double-click; folders offer it in their menu.
  WriteRegStr HKCU "Software\Classes\.frise" "" "Frise.Project"
  WriteRegStr HKCU "Software\Classes\Frise.Project" "" "$(Project)"
  WriteRegStr HKCU "Software\Classes\Frise.Project\DefaultIcon" "" "$INSTDIR\frise.exe,0"
  WriteRegStr HKCU "Software\Classes\Frise.Project\shell\open\command" "" '"$INSTDIR\frise.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Directory\shell\Frise" "" "$(OpenWith)"
  WriteRegStr HKCU "Software\Classes\Directory\shell\Frise" "Icon" "$INSTDIR\frise.exe"
  WriteRegStr HKCU "Software\Classes\Directory\shell\Frise\command" "" '"$INSTDIR\frise.exe" "%1"'
  !define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Frise"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Frise"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\frise.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Frise authors"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  ; Only what was put there: projects may stand beside it.
  Delete "$INSTDIR\frise.exe"
  Delete "$INSTDIR\LICENSE-*.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir /r "$INSTDIR\sample_data"
  RMDir /r "$INSTDIR\doc"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Frise.lnk"
  DeleteRegKey HKCU "Software\Frise"
  DeleteRegKey HKCU "Software\Classes\.frise"
  DeleteRegKey HKCU "Software\Classes\Frise.Project"
  DeleteRegKey HKCU "Software\Classes\Directory\shell\Frise"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\Frise"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
