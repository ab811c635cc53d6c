# Prints on the kiosk's own computer, on Windows. Run once, as administrator, in PowerShell:
#   powershell -ExecutionPolicy Bypass -File agent.ps1 C:\goiso "http://SERVER:8000" kiosk
# The folder of the program, the server, and the Windows account that signs in by itself.
# Start run.py agent by hand before: it shows the code that the manager accepts.
param(
  [Parameter(Mandatory = $true)][string]$Folder,
  [Parameter(Mandatory = $true)][string]$Server,
  [Parameter(Mandatory = $true)][string]$Account
)
$ErrorActionPreference = "Stop"
# Made by that first start; it opens no window, and writes agent.log into its data folder.
$python = Join-Path $Folder ".venv\Scripts\pythonw.exe"
$run = Join-Path $Folder "run.py"

# Started at each sign-in, and again whenever it ends.
$action = New-ScheduledTaskAction -Execute $python -Argument "`"$run`" agent --server `"$Server`""
$trigger = New-ScheduledTaskTrigger -AtLogOn -User $Account
$settings = New-ScheduledTaskSettingsSet -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) `
  -ExecutionTimeLimit (New-TimeSpan -Seconds 0) -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
$principal = New-ScheduledTaskPrincipal -UserId $Account -LogonType Interactive
Register-ScheduledTask -TaskName "Goi So agent" -Action $action -Trigger $trigger `
  -Settings $settings -Principal $principal -Force | Out-Null
Write-Host "Xong. Dang xuat roi dang nhap tai khoan $Account. / Done: sign in as $Account."
