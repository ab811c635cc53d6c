# A kiosk or a display on Windows. Run once, as administrator, in PowerShell:
#   powershell -ExecutionPolicy Bypass -File install.ps1 "http://SERVER:8000/kiosk/?id=k1" kiosk
# The second word is the Windows account that signs in by itself and shows the page.
param(
  [Parameter(Mandatory = $true)][string]$Page,
  [Parameter(Mandatory = $true)][string]$Account
)
$ErrorActionPreference = "Stop"
$launch = Join-Path $PSScriptRoot "launch.py"
$python = (Get-Command pythonw.exe).Source

# Started at each sign-in, and again whenever it ends.
$action = New-ScheduledTaskAction -Execute $python -Argument "`"$launch`" `"$Page`""
$trigger = New-ScheduledTaskTrigger -AtLogOn -User $Account
$settings = New-ScheduledTaskSettingsSet -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) `
  -ExecutionTimeLimit (New-TimeSpan -Seconds 0) -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
$principal = New-ScheduledTaskPrincipal -UserId $Account -LogonType Interactive
Register-ScheduledTask -TaskName "Goi So" -Action $action -Trigger $trigger -Settings $settings `
  -Principal $principal -Force | Out-Null

# No sleep, no dark screen, no swipe from an edge that leads out of the page.
foreach ($what in "monitor-timeout-ac", "standby-timeout-ac", "hibernate-timeout-ac") {
  powercfg /change $what 0
}
$edge = "HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI"
New-Item -Path $edge -Force | Out-Null
Set-ItemProperty -Path $edge -Name AllowEdgeSwipe -Value 0 -Type DWord
Write-Host "Xong. Dang xuat roi dang nhap tai khoan $Account. / Done: sign in as $Account."
